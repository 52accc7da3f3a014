import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import type { OwnKey } from '../../check-up/datadog/facts.js'
import { ask } from '../ask.js'
import type { DatadogClient } from './client.js'
import { askFor } from './examine-request.js'
import { readList, requiredList } from './issue-json.js'

/** https://docs.datadoghq.com/api/latest/authentication/#validate-api-key */
const validation = z.object({ valid: z.boolean() })

/** https://docs.datadoghq.com/api/latest/key-management/get-all-application-keys-owned-by-current-user/ */
const keysReply = z.object({ data: requiredList })
const applicationKey = z.object({
  attributes: z.object({ last4: z.string(), scopes: z.array(z.string()).nullish() })
})

/** The most that one page has. */
const PAGE_SIZE = 100
/** How much of a key Datadog shows of it. */
const SHOWN_CHARS = 4

/** Sends the API key alone. */
export function validateApiKey(client: DatadogClient): Promise<Answer<boolean>> {
  const question = askFor({ purpose: 'validate the API key', path: '/api/v1/validate', keys: 'api-key' })
  return ask(async () => (await client.call(question, validation)).valid)
}

/** The key that asks, among those of its owner; takes the permission user_app_keys. */
export function findOwnKey(client: DatadogClient, appKey: string): Promise<Answer<OwnKey | undefined>> {
  const question = askFor({
    purpose: "list the owner's application keys",
    path: '/api/v2/current_user/application_keys',
    query: { 'page[size]': String(PAGE_SIZE) }
  })
  return ask(async () => {
    const { data } = await client.call(question, keysReply)
    const alike = readList(data, applicationKey).read.filter(
      ({ attributes }) => attributes.last4 === appKey.slice(-SHOWN_CHARS)
    )
    const [own] = alike
    // Two keys that end alike cannot be told apart.
    if (own === undefined || alike.length > 1) return undefined
    return { scopes: own.attributes.scopes ?? undefined }
  })
}

import pLimit from 'p-limit'
import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import type {
  DatadogFacts,
  SeenMonitors,
  SeenVariable,
  SeenWebhook,
  WebhookFacts
} from '../../check-up/datadog/facts.js'
import { ask } from '../ask.js'
import type { DatadogClient } from './client.js'
import { askFor } from './examine-request.js'
import { addressOf, authorizationOf, payloadOf } from './examine-webhook.js'

const CONFIGURATION = '/api/v1/integration/webhooks/configuration'

/** https://docs.datadoghq.com/api/latest/webhooks-integration/get-a-webhook-integration/ */
const webhook = z.object({
  url: z.string().catch(''),
  encode_as: z.string().nullish().catch(undefined),
  custom_headers: z.string().nullish().catch(undefined),
  payload: z.string().nullish().catch(undefined)
})

/** The value is not among the fields that are read. https://docs.datadoghq.com/api/latest/webhooks-integration/get-a-custom-variable/ */
const variable = z.object({ is_secret: z.boolean() })

/** An organisation may have one for each repository; a check-up is no inventory. */
const MOST_WEBHOOKS = 20
const AT_ONCE = 4

type Webhooks = Pick<DatadogFacts, 'webhooks' | 'unreadWebhooks' | 'variables'>

/** The webhooks that these monitors call, and the variables of their tokens; takes the permission integrations_read. */
export async function readWebhooks(client: DatadogClient, monitors: Answer<SeenMonitors>): Promise<Webhooks> {
  const callers = monitors.kind === 'given' ? monitors.value.errorTracking : []
  const names = [...new Set(callers.flatMap((monitor) => monitor.webhooks))]
  const limit = pLimit(AT_ONCE)
  const webhooks = await Promise.all(
    names
      .slice(0, MOST_WEBHOOKS)
      .map((name): Promise<SeenWebhook> =>
        limit(async () => ({ name, answer: await readWebhook(client, name) }))
      )
  )
  const variables = await Promise.all(
    variablesOf(webhooks).map((name) =>
      limit(async () => ({ name, answer: await readVariable(client, name) }))
    )
  )
  return { webhooks, unreadWebhooks: names.slice(MOST_WEBHOOKS), variables }
}

function readWebhook(client: DatadogClient, name: string): Promise<Answer<WebhookFacts>> {
  const path = `${CONFIGURATION}/webhooks/${encodeURIComponent(name)}`
  return ask(async () => {
    const read = await client.call(askFor({ purpose: `read the webhook ${name}`, path }), webhook)
    return {
      address: addressOf(read.url),
      encodesJson: (read.encode_as ?? 'json') === 'json',
      authorization: authorizationOf(read.custom_headers ?? ''),
      payload: payloadOf(read.payload ?? '')
    }
  })
}

/** Of those that post to GitHub: the others' tokens are none of our business. */
function variablesOf(webhooks: readonly SeenWebhook[]): readonly string[] {
  const names = webhooks.flatMap(({ answer }) => {
    if (answer.kind !== 'given' || answer.value.address.kind !== 'repository') return []
    const { authorization } = answer.value
    return authorization.kind === 'variable' ? [authorization.name] : []
  })
  return [...new Set(names)]
}

function readVariable(client: DatadogClient, name: string): Promise<Answer<SeenVariable>> {
  const path = `${CONFIGURATION}/custom-variables/${encodeURIComponent(name)}`
  return ask(async () => {
    const question = askFor({ purpose: `read the variable ${name}`, path })
    return { isSecret: (await client.call(question, variable)).is_secret }
  })
}

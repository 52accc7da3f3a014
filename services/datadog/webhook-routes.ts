import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { Endpoint } from './access.js'
import { listedErrors, plain } from './replies.js'

/** A webhook as the integration keeps it: headers and payload are JSON as text, or null where they were left out. */
export interface SeedWebhook {
  readonly name: string
  readonly url: string
  /** Default `json`. */
  readonly encodeAs?: 'json' | 'form'
  readonly customHeaders?: string | null
  readonly payload?: string | null
}

export interface SeedVariable {
  readonly name: string
  readonly value: string
  /** Default true. */
  readonly isSecret?: boolean
}

const BASE = '/api/v1/integration/webhooks/configuration'

/** https://docs.datadoghq.com/api/latest/webhooks-integration/ */
export function webhookEndpoints(
  webhooks: ReadonlyMap<string, SeedWebhook>,
  variables: ReadonlyMap<string, SeedVariable>
): readonly Endpoint[] {
  return [
    {
      name: 'webhook_get',
      method: 'GET',
      pattern: `${BASE}/webhooks/:name`,
      scope: 'integrations_read',
      handler: (request) => getWebhook(webhooks, request)
    },
    {
      name: 'webhook_variable_get',
      method: 'GET',
      pattern: `${BASE}/custom-variables/:name`,
      scope: 'integrations_read',
      handler: (request) => getVariable(variables, request)
    }
  ]
}

function getWebhook(webhooks: ReadonlyMap<string, SeedWebhook>, { params }: ServiceRequest): ServiceReply {
  const webhook = webhooks.get(params['name'] ?? '')
  if (webhook === undefined) return listedErrors(404, 'Webhook does not exist')
  const { name, url, encodeAs = 'json', customHeaders = null, payload = null } = webhook
  return plain({ name, url, encode_as: encodeAs, custom_headers: customHeaders, payload })
}

/** The value of a secret variable is not returned, and that of another one is. */
function getVariable(variables: ReadonlyMap<string, SeedVariable>, { params }: ServiceRequest): ServiceReply {
  const variable = variables.get(params['name'] ?? '')
  if (variable === undefined) return listedErrors(404, 'Custom variable does not exist')
  const { name, value, isSecret = true } = variable
  return plain({ name, is_secret: isSecret, ...(!isSecret && { value }) })
}

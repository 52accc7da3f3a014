import { HttpMethod } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-common/index.js'
import type { Ask } from './client.js'
import type { Endpoint } from './endpoint.js'

/** A request with a body of ours: the vendor's factories of these endpoints would bring hundreds of models into the bundle. */
export function askJson(endpoint: Endpoint, path: string, body: unknown): Ask {
  return {
    endpoint,
    request: (configuration) => {
      const context = configuration.getServer(path).makeRequestContext(path, HttpMethod.POST)
      context.setHeaderParam('Accept', 'application/json')
      context.setHeaderParam('Content-Type', 'application/json')
      context.setBody(JSON.stringify(body))
      configuration.authMethods.apiKeyAuth?.applySecurityAuthentication(context)
      configuration.authMethods.appKeyAuth?.applySecurityAuthentication(context)
      return Promise.resolve(context)
    }
  }
}

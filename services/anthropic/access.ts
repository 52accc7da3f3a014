import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { invalidRequest, unauthorized } from './replies.js'

/** See https://platform.claude.com/docs/en/api/versioning */
const VERSIONS: readonly string[] = ['2023-01-01', '2023-06-01']

/** What is wrong with the headers of a request; `undefined` when it may pass. */
export function refuseHeaders({ headers }: ServiceRequest, apiKey: string): ServiceReply | undefined {
  const key = headers['x-api-key']
  if (!key) {
    const bearer = headers['authorization'] !== undefined
    return unauthorized(bearer ? 'Invalid bearer token' : 'x-api-key header is required')
  }
  if (key !== apiKey) return unauthorized('invalid x-api-key')
  const version = headers['anthropic-version']
  if (!version) return invalidRequest('anthropic-version: header is required')
  if (!VERSIONS.includes(version))
    return invalidRequest(`anthropic-version: "${version}" is not a valid version`)
  return undefined
}

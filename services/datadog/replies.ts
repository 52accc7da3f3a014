import type { ServiceReply } from '../kit/service.js'

/** Media type of the Error Tracking and Spans endpoints; every other one answers plain JSON. */
export const JSON_API = 'application/vnd.api+json'

const PLAIN = 'application/json'

/** Thrown by a handler to end the request with an error reply. */
export class Refused extends Error {
  readonly reply: ServiceReply

  constructor(reply: ServiceReply) {
    super(`refused with ${reply.status}`)
    this.name = 'Refused'
    this.reply = reply
  }
}

export function plain(body: unknown, status = 200): ServiceReply {
  return { status, body, headers: { 'content-type': PLAIN } }
}

export function jsonApi(body: unknown, status = 200): ServiceReply {
  return { status, body, headers: { 'content-type': JSON_API } }
}

/** The older error shape, a list of strings, which the front door still uses (401, 403, 404, 429). */
export function listedErrors(status: number, ...errors: readonly string[]): ServiceReply {
  return plain({ errors }, status)
}

/** The JSON:API error shape of the Error Tracking endpoints. */
export function issueError(status: 400 | 404, detail: string): ServiceReply {
  const title = status === 404 ? 'Not Found' : 'Bad Request'
  return jsonApi({ errors: [{ status: String(status), title, detail }] }, status)
}

/** The shape in which the event platform refuses an argument: 422 for a window, 400 for anything else. */
export function argumentError(status: 400 | 422, field: string, reason: string): ServiceReply {
  const detail = `invalid_argument(Field '${field}' is invalid: ${reason})`
  return jsonApi({ errors: [{ title: 'Generic Error', detail }] }, status)
}

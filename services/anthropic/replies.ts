import type { ServiceReply } from '../kit/service.js'

/** See https://platform.claude.com/docs/en/api/errors */
export type ErrorType =
  'invalid_request_error' | 'authentication_error' | 'not_found_error' | 'request_too_large' | 'api_error'

/** Thrown by a check to end the request with the vendor's error. */
export class Refused extends Error {
  readonly reply: ServiceReply

  constructor(reply: ServiceReply) {
    super(`refused with ${reply.status}`)
    this.name = 'Refused'
    this.reply = reply
  }
}

/** The vendor's error body, still without its `request_id`: the front door adds that. */
export function errorReply(
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {}
): ServiceReply {
  return { status, body: { type: 'error', error: { type, message } }, headers }
}

export function invalidRequest(message: string): ServiceReply {
  const type: ErrorType = 'invalid_request_error'
  return errorReply(400, type, message)
}

export function unauthorized(message: string): ServiceReply {
  const type: ErrorType = 'authentication_error'
  return errorReply(401, type, message)
}

export function notFound(message: string): ServiceReply {
  const type: ErrorType = 'not_found_error'
  return errorReply(404, type, message)
}

/** Writes the request's id into the header, and into the body of an error. */
export function withRequestId(reply: ServiceReply, requestId: string): ServiceReply {
  const body = isErrorBody(reply.body) ? { ...reply.body, request_id: requestId } : reply.body
  return { ...reply, body, headers: { ...reply.headers, 'request-id': requestId } }
}

function isErrorBody(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && 'error' in body
}

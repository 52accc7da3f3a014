import { VendorError } from '../../errors.js'
import type { JiraFault, JiraFaultFacts } from './jira-fault.js'
import { waitAsked } from './jira-wait.js'

/** A VendorError that also tells what Jira said about each field, and whether the request may have had its effect. */
export class JiraError extends VendorError {
  /** Jira's complaints by field id. */
  readonly fields: Readonly<Record<string, string>>
  /** Jira's complaints that name no field. */
  readonly messages: readonly string[]
  /** No reply that can be believed came back: what was asked for may have happened. */
  readonly isOutcomeUnknown: boolean
  /** Jira's own "not found", as opposed to that of a proxy or of a wrong address. */
  readonly isNotFound: boolean
  /** A limit of this one ticket was met, which is nothing to requests about others. */
  readonly isOneTickets: boolean

  constructor(
    message: string,
    facts: ConstructorParameters<typeof VendorError>[1] & {
      readonly fields?: Readonly<Record<string, string>>
      readonly messages?: readonly string[]
      readonly isOutcomeUnknown: boolean
      readonly isNotFound?: boolean
      readonly isOneTickets?: boolean
    }
  ) {
    super(message, facts)
    this.fields = facts.fields ?? {}
    this.messages = facts.messages ?? []
    this.isOutcomeUnknown = facts.isOutcomeUnknown
    this.isNotFound = facts.isNotFound ?? false
    this.isOneTickets = facts.isOneTickets ?? false
  }
}

export interface FaultContext {
  /** What we were about to do, as in "while Jira was asked to …". */
  readonly doing: string
  /** The project permissions that it takes. */
  readonly permission: string
  readonly siteUrl: string
  readonly apiUrl: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The connection failed before the request could leave. */
const neverSent = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])
const timeLimits = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED'])
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/

/** What a failed request means for the user, with the input, the permission or the scope that mends it. */
export function explainFault(fault: JiraFault, context: FaultContext): JiraError {
  const { facts } = fault
  const { status, headers } = facts
  const isUnsent = facts.code !== undefined && (neverSent.has(facts.code) || certificate.test(facts.code))
  const isRefusedLogin = isAnonymous(facts)
  return new JiraError(`Jira was asked to ${context.doing}: ${meaningOf(facts, fault.message, context)}`, {
    vendor: 'Jira',
    // Served as to a visitor is what 401 means, whatever number the reply carries.
    status: isRefusedLogin ? 401 : isUnreadable(facts) ? undefined : status,
    retryable: !isRefusedLogin && isPassing(facts),
    requestId: headers.requestId,
    retryAfterMs: waitAsked(headers, context.now),
    isOutcomeUnknown: !isRefusedLogin && !isUnsent && (isUnreadable(facts) || (status ?? 0) >= 500),
    isNotFound: status === 404 && facts.fromJira && !isRefusedLogin,
    isOneTickets: headers.limitReason === 'jira-per-issue-on-write',
    fields: facts.fields,
    messages: facts.messages,
    // Never the client's own error: it holds the request with its Authorization header.
    cause: new Error(facts.code === undefined ? fault.message : `${facts.code}: ${fault.message}`)
  })
}

/** Whether Jira took the credentials for none and answered as to an anonymous visitor, who finds nothing. */
export function isAnonymous(facts: Pick<JiraFaultFacts, 'headers'>): boolean {
  return /AUTHENTICATED_FAILED|AUTHENTICATION_DENIED/.test(facts.headers.loginReason ?? '')
}

function isUnreadable({ status }: JiraFaultFacts): boolean {
  return status === undefined || (status >= 200 && status < 300)
}

function isPassing({ status, code }: JiraFaultFacts): boolean {
  if (status === undefined) return code !== 'ENOTFOUND' && !certificate.test(code ?? '')
  return status === 408 || status === 429 || status >= 500
}

function meaningOf(facts: JiraFaultFacts, message: string, context: FaultContext): string {
  const { status, page } = facts
  if (isAnonymous(facts) || status === 401) return loginRefused(facts, context)
  if (status === undefined) return connectionFailed(facts.code, message, context)
  const said = quoteJira(facts)
  if (status >= 200 && status < 300)
    return `it answered ${page ?? 'nothing'} instead of JSON. ${wrongAddress(context)}`
  if (status >= 300 && status < 400)
    return `it redirected the request (HTTP ${status}). ${wrongAddress(context)}`
  switch (status) {
    case 403:
      return (
        `HTTP 403${said}. The account of jira-user-email needs the permission ${context.permission} in the project, ` +
        `and a scoped jira-api-token needs the scopes read:jira-work and write:jira-work.`
      )
    case 404:
      return facts.fromJira
        ? `HTTP 404${said}. It does not exist, or the account of jira-user-email lacks the permission ${context.permission}.`
        : `HTTP 404${said}, which is not Jira's own reply. ${wrongAddress(context)}`
    case 410:
      return `HTTP 410${said}. Atlassian has removed this part of its API: a newer version of the action is needed.`
    case 429:
      return `HTTP 429${said}. Jira limits the rate of requests.`
    default:
      return `HTTP ${status}${said}.`
  }
}

function loginRefused(facts: JiraFaultFacts, context: FaultContext): string {
  const denied = facts.headers.loginReason?.includes('AUTHENTICATION_DENIED')
    ? ' Jira wants a CAPTCHA solved: log in once in the browser as that account.'
    : ''
  const start = `it does not accept jira-user-email and jira-api-token (HTTP 401${quoteJira(facts)}).${denied}`
  if (isGateway(context.apiUrl)) {
    return (
      `${start} Check that the token has not expired, that it has the scopes read:jira-work and write:jira-work, and that ` +
      `jira-api-url ends in the site's own cloudId, which ${context.siteUrl}/_edge/tenant_info tells.`
    )
  }
  return (
    `${start} Check that the token has not expired and belongs to that e-mail address. A scoped token or one of a service ` +
    `account works only through the gateway: set jira-api-url to https://api.atlassian.com/ex/jira/<cloudId>, with the ` +
    `cloudId from ${context.siteUrl}/_edge/tenant_info.`
  )
}

function connectionFailed(code: string | undefined, message: string, context: FaultContext): string {
  const host = new URL(context.apiUrl).host
  if (code !== undefined && timeLimits.has(code)) return `${host} gave no answer in time (${code}).`
  if (code === 'ENOTFOUND') return `there is no host ${host}. Check jira-base-url and jira-api-url.`
  if (code !== undefined && certificate.test(code)) {
    return `the certificate of ${host} is not trusted (${code}). Behind a proxy of your own, set NODE_EXTRA_CA_CERTS.`
  }
  return `the connection to ${host} failed (${code ?? message}).`
}

function wrongAddress(context: FaultContext): string {
  const address = new URL(context.apiUrl).origin
  return (
    `Check that ${address} is the right jira-base-url or jira-api-url, and that neither a log-in page (SSO) nor maintenance ` +
    `stands in front of it.`
  )
}

function isGateway(apiUrl: string): boolean {
  return new URL(apiUrl).pathname.includes('/ex/jira/')
}

function quoteJira({ messages, fields, page }: JiraFaultFacts): string {
  const texts = [...messages, ...Object.entries(fields).map(([id, text]) => `${id}: ${text}`)]
  if (texts.length > 0) return `, ${texts.map((text) => JSON.stringify(text)).join(', ')}`
  return page === undefined ? '' : `, ${page}`
}

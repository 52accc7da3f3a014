/** What is left of a failed request when everything that could hold a credential is gone. */
export interface JiraFaultFacts {
  /** HTTP status; `undefined` when no whole reply came. */
  readonly status: number | undefined
  /** Error code of the connection, `ECONNRESET`. */
  readonly code: string | undefined
  readonly headers: JiraFaultHeaders
  /** Jira's error messages that name no field. */
  readonly messages: readonly string[]
  /** Jira's error messages by field id. */
  readonly fields: Readonly<Record<string, string>>
  /** Title or beginning of a reply that is not JSON; `undefined` when it was JSON or there was none. */
  readonly page: string | undefined
  /** Whether the body was Jira's own error object: only then a 404 is about what was asked for. */
  readonly fromJira: boolean
}

export interface JiraFaultHeaders {
  readonly retryAfter: string | undefined
  readonly rateLimitReset: string | undefined
  /** Which limit was met, `jira-burst-based`; `jira-per-issue-on-write` is that of one ticket. */
  readonly limitReason: string | undefined
  /** `true` when less than a fifth of a limit is left. */
  readonly nearLimit: string | undefined
  /** `AUTHENTICATED_FAILED` marks a reply that Jira gave as to an anonymous visitor. */
  readonly loginReason: string | undefined
  readonly requestId: string | undefined
}

/** A failed request to Jira, free of the request itself: the errors of axios and jira.js hold the Authorization header. */
export class JiraFault extends Error {
  override readonly name = 'JiraFault'
  readonly facts: JiraFaultFacts

  constructor(message: string, facts: JiraFaultFacts) {
    super(message)
    this.facts = facts
  }
}

/** Longest text of Jira's that a message quotes, in characters. */
const QUOTE_LIMIT = 300

/** How much of a page is looked at for its title, in characters. */
const PAGE_LIMIT = 20_000

/** Ids that are matched with the config, so no redaction may touch them. */
const CUSTOM_FIELD = /^customfield_\d{1,10}$/

/** Fields of a refusal that are quoted at most. */
const FIELD_LIMIT = 30

/**
 * Turns whatever jira.js rejects with into a fault; what is not about a request is our own bug and stays an Error of its own.
 * `clean` removes the credentials from texts that Jira or a proxy echoes.
 */
export function toFault(error: unknown, clean: (text: string) => string): Error {
  if (error instanceof JiraFault) return error
  if (propertyOf(error, 'isAxiosError') !== true) return cleanBug(error, clean)
  const response = propertyOf(error, 'response')
  const message = clean(textOf(propertyOf(error, 'message')) ?? 'the request failed')
  const status = propertyOf(response, 'status')
  // A reply that broke off half-way comes with the status of its beginning, which says nothing about its end.
  const isWhole = typeof status === 'number' && !(status >= 200 && status < 300)
  if (!isWhole) {
    return new JiraFault(message, { ...nothing, code: textOf(propertyOf(error, 'code')) })
  }
  return faultOfReply(
    { status, headers: propertyOf(response, 'headers'), data: propertyOf(response, 'data') },
    clean
  )
}

function cleanBug(error: unknown, clean: (text: string) => string): Error {
  const bug = new Error(clean(error instanceof Error ? error.message : String(error)))
  if (error instanceof Error) bug.stack = clean(error.stack ?? '')
  return bug
}

/** The fault that a reply stands for. */
export function faultOfReply(
  reply: { readonly status: number; readonly headers: unknown; readonly data: unknown },
  clean: (text: string) => string
): JiraFault {
  const { data } = reply
  const quote = (text: string): string => clean(text).slice(0, QUOTE_LIMIT)
  const listed = propertyOf(data, 'errorMessages')
  const messages = Array.isArray(listed) ? listed.filter((each) => typeof each === 'string') : []
  const errors = propertyOf(data, 'errors')
  const fields = Object.entries(typeof errors === 'object' && errors !== null ? errors : {})
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .slice(0, FIELD_LIMIT)
  // The gateway in front of Jira has an error object of its own.
  const foreign = Array.isArray(listed) ? undefined : textOf(propertyOf(data, 'message'))
  return new JiraFault(`Jira answered ${reply.status}`, {
    status: reply.status,
    code: undefined,
    headers: readHeaders(reply.headers),
    messages: [...messages, ...(foreign === undefined ? [] : [foreign])].map(quote),
    fields: Object.fromEntries(
      fields.map(([id, text]) => [CUSTOM_FIELD.test(id) ? id : quote(id), quote(text)])
    ),
    page:
      typeof data === 'string' && data.trim() !== '' ? titleOf(clean(data.slice(0, PAGE_LIMIT))) : undefined,
    fromJira: Array.isArray(listed)
  })
}

const nothing: JiraFaultFacts = {
  status: undefined,
  code: undefined,
  headers: {
    retryAfter: undefined,
    rateLimitReset: undefined,
    limitReason: undefined,
    nearLimit: undefined,
    loginReason: undefined,
    requestId: undefined
  },
  messages: [],
  fields: {},
  page: undefined,
  fromJira: false
}

/** Of a reply's headers, those that we act on. */
export function readHeaders(headers: unknown): JiraFaultHeaders {
  const read = (name: string): string | undefined => textOf(propertyOf(headers, name))
  const requestId = read('atl-traceid') ?? read('x-arequestid')
  return {
    retryAfter: read('retry-after'),
    rateLimitReset: read('x-ratelimit-reset'),
    limitReason: read('ratelimit-reason'),
    nearLimit: read('x-ratelimit-nearlimit'),
    loginReason: read('x-seraph-loginreason'),
    requestId: requestId !== undefined && /^[\w.-]{1,64}$/.test(requestId) ? requestId : undefined
  }
}

function titleOf(page: string): string {
  const title = /<title[^>]*>([^<]*)</i.exec(page)?.[1]?.trim()
  if (title !== undefined && title !== '') return `an HTML page titled "${title.slice(0, 80)}"`
  if (/^\s*</.test(page)) return 'an HTML page'
  return `the text "${page.trim().slice(0, 80)}"`
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

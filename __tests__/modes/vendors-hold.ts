import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { plainText } from '../../services/jira/adf-rules.js'
import type { Ticket, TicketComment } from '../../services/jira/ticket.js'
import type { LoggedRequest } from '../../services/kit/service.js'
import { parseMemory, MEMORY_PROPERTY } from '../../src/adapters/jira/ticket-memory.js'
import type { TicketMemory } from '../../src/flow/decision/existing-ticket.js'
import type { OutcomeRecord } from '../../src/report/outcome-record.js'
import type { TriageRig } from './triage-rig.js'

const git = promisify(execFile)

/** The only ticket that Jira holds. */
export function onlyTicket({ jira }: TriageRig): Ticket {
  const tickets = jira.issues()
  const [ticket] = tickets
  if (!ticket || tickets.length > 1) throw new Error(`Jira holds ${tickets.length} tickets`)
  return ticket
}

export function keysOf({ jira }: TriageRig): readonly string[] {
  return jira.issues().map(({ key }) => key)
}

/** What the ticket says, formatting left out. */
export function descriptionOf(ticket: Ticket): string {
  return plainText(ticket.description)
}

export function textOf(comment: TicketComment | undefined): string {
  return plainText(comment?.body)
}

export function memoryOf(ticket: Ticket): TicketMemory {
  const memory = parseMemory(ticket.properties[MEMORY_PROPERTY])
  if (!memory) throw new Error(`${ticket.key} has no memory`)
  return memory
}

/** `commented PPL-1`, in order: what watchers were mailed. */
export function mailsOf({ jira }: TriageRig): readonly string[] {
  return jira.notifications.map(({ event, key }) => `${event} ${key}`)
}

/** By today's fingerprint, and by those of older versions. */
export function labelsFor(issueId: string, { fingerprint }: OutcomeRecord): readonly string[] {
  if (!fingerprint.known) throw new Error(fingerprint.reason)
  const { hash, former } = fingerprint.value
  const hashes = [hash, ...former.map((older) => older.hash)]
  return ['datadog-autofix', `datadog-issue-${issueId}`, ...hashes.map((each) => `datadog-fp-${each}`)]
}

/** The claims on the filing of tickets by name, such as `issue/<id>`, each with the record that its commit holds. */
export async function claimsOf({ github }: TriageRig): Promise<Readonly<Record<string, unknown>>> {
  const prefix = 'refs/datadog-autofix/'
  const refs = (await github.refs()).filter(({ ref }) =>
    /^refs\/datadog-autofix\/(issue|fingerprint)\//.test(ref)
  )
  const entries = await Promise.all(
    refs.map(async ({ ref, sha }): Promise<[string, unknown]> => {
      const { stdout } = await git('git', ['-C', github.gitDir, 'log', '-1', '--format=%B', sha])
      return [ref.slice(prefix.length), JSON.parse(stdout)]
    })
  )
  return Object.fromEntries(entries)
}

const searches = /\/(search|search\/jql|aggregate|analytics\/aggregate|query\/timeseries|dora\/deployments)$/

/** Requests that change something: everything that is no GET, but for the searches that are sent as POST. */
export function writesOf(requests: readonly LoggedRequest[]): readonly string[] {
  return requests
    .filter(({ method, path, body }) => method !== 'GET' && !isRead(path.replace(/\?.*/, ''), body))
    .map(({ service, method, path, status }) => `${service} ${method} ${path} ${status}`)
}

/** A search, or a query of GraphQL. */
function isRead(path: string, body: string): boolean {
  return searches.test(path) || (path.endsWith('/graphql') && !/"query":"\s*mutation\b/.test(body))
}

/** Requests of one vendor whose method and path match, `POST /rest/api/3/issue`. */
export function matching(requests: readonly LoggedRequest[], service: string, pattern: RegExp): number {
  return requests.filter((each) => each.service === service && pattern.test(`${each.method} ${each.path}`))
    .length
}

/** Hash of the bug's fingerprint. */
export function fingerprintOf({ fingerprint }: OutcomeRecord): string {
  if (!fingerprint.known) throw new Error(fingerprint.reason)
  return fingerprint.value.hash
}

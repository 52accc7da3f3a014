import { shop } from '../demo/shop.js'
import { nodeTypeError, seedError } from '../services/datadog/seeds.js'
import { PUBLISHED_LIMITS } from '../services/github/secondary-limits.js'
import { openSimulatedClock, type SimulatedClock } from '../services/runner/simulated-clock.js'
import { openStage, type Stage } from '../services/stage.js'
import { renderTable } from './table.js'

const DEFAULT_ISSUES = 1000
/** Five issues each, in five services. */
const ISSUES_PER_BUG = 5
const SERVICES_PER_ROUND = 4
const MOST_ROUNDS = 20
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Requests that a workflow's token may send to a repository's API. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const GITHUB_TOKEN_LIMIT = 1000
/** Jira publishes the headers of its burst limit and not its numbers; this is on the low side of what is reported. */
const JIRA_BURST = { requests: 100, windowMs: 10_000 }
/** Datadog publishes no limit of the issue search. */
const ISSUE_SEARCH = { limit: 300, periodSeconds: 3600 }

interface Round {
  readonly requests: Readonly<Record<string, number>>
  readonly refused: number
  readonly simulatedMinutes: number
  readonly newTickets: number
  readonly records: Readonly<Record<string, number>>
  /** Why issues were suppressed. */
  readonly reasons: Readonly<Record<string, number>>
  readonly failed: number
}

/**
 * 1,000 issues of 200 bugs at once, against the published limits: one process, then eight shards. `[issues] [shards]` play another
 * storm.
 */
export async function printStorm([issues, shards]: readonly string[]): Promise<void> {
  const size = issues === undefined ? DEFAULT_ISSUES : Number(issues)
  for (const count of shards === undefined ? [1, 8] : [Number(shards)]) {
    const title = count === 1 ? 'one process' : `${count} shards at the same time`
    console.log(`\n\u001b[1m${size} issues, ${title}\u001b[0m\n`)
    console.log(await playStorm(size, count))
  }
}

async function playStorm(issues: number, shards: number): Promise<string> {
  const clock = openSimulatedClock(Date.now())
  const stage = await openStage({
    files: { ...shop, '.github/storm.yml': stormPolicy(issues, shards) },
    now: () => clock.now(),
    github: { rateLimit: GITHUB_TOKEN_LIMIT, secondaryLimits: PUBLISHED_LIMITS },
    jira: { burst: JIRA_BURST },
    datadog: { rateLimits: { issue_search: ISSUE_SEARCH } }
  })
  try {
    seedStorm(stage, issues, clock.now())
    const rounds: Round[] = []
    do {
      if (rounds.length > 0) clock.pass(HOUR + MINUTE)
      const round = await playRound(stage, clock, shards)
      rounds.push(round)
      console.log(
        `  hour ${rounds.length}: ${JSON.stringify(round.records)} ${JSON.stringify(round.reasons)}`
      )
    } while (rounds.length < MOST_ROUNDS && leftIn(rounds) > 0)
    // One more, in which there is nothing to do: what a sweep over known issues costs.
    clock.pass(HOUR + MINUTE)
    rounds.push(await playRound(stage, clock, shards))
    return `\n${tableOf(rounds)}\n\n  ${verdict(stage, issues)}`
  } finally {
    await stage.stop()
    clock.remove()
  }
}

function leftIn(rounds: readonly Round[]): number {
  const { suppressed = 0, failed = 0 } = rounds.at(-1)?.records ?? {}
  return suppressed + failed
}

/** Everything may be filed at once, so that the vendors' limits alone decide. */
function stormPolicy(issues: number, shards: number): string {
  const own = (shop['.github/datadog-autofix.yml'] ?? '').replace(/^limits:[\s\S]*$/m, '')
  return `${own}limits: { new-tickets-per-run: ${issues}, issues-per-run: ${issues}, concurrency: ${shards === 1 ? 4 : 1} }\n`
}

function seedStorm({ datadog, commit }: Stage, issues: number, now: number): void {
  const bugs = Math.ceil(issues / ISSUES_PER_BUG)
  for (let number = 0; number < issues; number += 1) {
    const bug = number % bugs
    const round = Math.floor(number / bugs)
    const error = nodeTypeError({
      service: `storm-${round * SERVICES_PER_ROUND + (bug % SERVICES_PER_ROUND)}`,
      message: `Cannot handle ${inLetters(bug)}`,
      culprit: { function: `handle${inLetters(bug)}`, line: 10 + bug },
      commit
    })
    seedError(datadog, error, [now - 2 * HOUR - number, now - HOUR - number])
  }
}

/** Datadog ignores digits when it tells messages apart. */
function inLetters(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}

async function playRound(stage: Stage, clock: SimulatedClock, shards: number): Promise<Round> {
  const before = stage.jira.issues().length
  const start = clock.now()
  stage.takeRequests()
  const results = await Promise.all(
    Array.from({ length: shards }, (_, each) =>
      stage.triage({
        inputs: { query: 'service:storm-*', shard: `${each + 1}/${shards}`, config: '.github/storm.yml' },
        env: { ...clock.environment({ waits: 50, limits: 1 }), GITHUB_JOB: `triage-${each + 1}` }
      })
    )
  )
  const requests = stage.takeRequests()
  const records: Record<string, number> = {}
  const reasons: Record<string, number> = {}
  for (const { report, stdout } of results) {
    if (!isReport(report)) throw new Error(`A run wrote no report:\n${stdout}`)
    for (const { outcome, reason } of report.records) {
      records[outcome] = (records[outcome] ?? 0) + 1
      if (outcome === 'suppressed') reasons[reason ?? ''] = (reasons[reason ?? ''] ?? 0) + 1
    }
  }
  const of = (vendor: string): number => requests.filter(({ service }) => service === vendor).length
  return {
    requests: { datadog: of('datadog'), jira: of('jira'), github: of('github') },
    refused: requests.filter(({ status }) => status === 403 || status === 429).length,
    simulatedMinutes: (clock.now() - start) / MINUTE,
    newTickets: stage.jira.issues().length - before,
    records,
    reasons,
    failed: results.filter(({ exitCode }) => exitCode !== 0).length
  }
}

function isReport(
  value: unknown
): value is { readonly records: readonly { readonly outcome: string; readonly reason?: string }[] } {
  return typeof value === 'object' && value !== null && 'records' in value && Array.isArray(value.records)
}

function tableOf(rounds: readonly Round[]): string {
  const rows = rounds.map((round, index) => [
    String(index + 1),
    String(round.requests['datadog']),
    String(round.requests['jira']),
    String(round.requests['github']),
    String(round.refused),
    String(round.newTickets),
    String((round.records['ticketed'] ?? 0) + (round.records['duplicate'] ?? 0)),
    String(round.records['suppressed'] ?? 0),
    String(round.records['failed'] ?? 0),
    String(round.failed),
    round.simulatedMinutes.toFixed(1)
  ])
  const head = [
    'hour',
    'Datadog',
    'Jira',
    'GitHub',
    'refused',
    'tickets',
    'issues done',
    'left',
    'failed',
    'red runs'
  ]
  return renderTable([...head, 'minutes'], rows)
}

/** What must hold, whatever the limits: every bug one ticket, every issue on exactly one. */
function verdict({ jira }: Stage, issues: number): string {
  const bugs = Math.ceil(issues / ISSUES_PER_BUG)
  const labels = jira.issues().flatMap((ticket) => ticket.labels)
  const own = labels.filter((label) => label.startsWith('datadog-issue-'))
  const counts = new Map<string, number>()
  for (const label of own) counts.set(label, (counts.get(label) ?? 0) + 1)
  const twice = [...counts.values()].filter((count) => count > 1).length
  const tickets = jira.issues().length
  const holds = tickets === bugs && counts.size === issues && twice === 0
  return (
    `${holds ? 'It holds' : 'IT DOES NOT HOLD'}: ${tickets} tickets for ${bugs} bugs; ${counts.size} of ${issues} issues are on a ticket, ` +
    `${twice} of them on more than one.`
  )
}

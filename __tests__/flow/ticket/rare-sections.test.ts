import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../../src/flow/issue/known.js'
import type { StackFrame } from '../../../src/flow/issue/stack-trace.js'
import { composeOccurrence, type OccurrenceFacts } from '../../../src/flow/ticket/compose-comment.js'
import { composeTicket } from '../../../src/flow/ticket/compose-ticket.js'
import { fingerprintLabels, issueLabel, OUR_LABEL } from '../../../src/flow/ticket/labels.js'
import type { TicketFacts } from '../../../src/flow/ticket/ticket-facts.js'
import { readAdf, readAll, readLinks } from './adf-rules.js'
import { facts, frame, issue, ISSUE_ID, NOW, sample, score, trace } from './ticket-case.js'

const describeTicket = (change: Partial<TicketFacts>): string =>
  readAdf(composeTicket(facts(change)).description)

describe('labels, by which a ticket is found again', () => {
  it('are the same in every release', () => {
    expect(OUR_LABEL).toBe('datadog-autofix')
    expect(issueLabel(ISSUE_ID)).toBe(`datadog-issue-${ISSUE_ID}`)
    const former = [
      { hash: 'b', version: 1 },
      { hash: 'c', version: 0 }
    ]
    expect(fingerprintLabels({ hash: 'a', version: 2, former, parts: [] })).toEqual([
      'datadog-fp-a',
      'datadog-fp-b',
      'datadog-fp-c'
    ])
  })
})

describe('a description', () => {
  const { impact } = issue()

  it.each<[string, Partial<TicketFacts>, string]>([
    [
      'counts the users',
      { issue: issue({ impact: { ...impact, users: known(1) } }) },
      'TypeError in src/cart.ts:42, 1,234 times in 24 h, for 1 user: '
    ],
    [
      'counts the sessions beside them',
      { issue: issue({ impact: { ...impact, users: known(3), sessions: known(5) } }) },
      '1,234 times in 24 h, for 3 users in 5 sessions: '
    ],
    [
      'counts the sessions of users whom nobody counts',
      { issue: issue({ impact: { ...impact, sessions: known(1) } }) },
      '1,234 times in 24 h, in 1 session: '
    ],
    [
      'counts nothing that is unknown',
      { issue: issue({ impact: { ...impact, occurrences: unknown('not told') } }) },
      'TypeError in src/cart.ts:42: '
    ],
    [
      'calls an error without a type an error',
      { issue: issue({ errorType: '' }) },
      'An error in src/cart.ts:42'
    ],
    [
      'says that a service is unknown',
      { issue: issue({ service: '' }) },
      'Service unknown, environment production.'
    ],
    ['tells a crash', { issue: issue({ isCrash: true }) }, 'environment production, a crash.'],
    [
      'says how a sample was found that does not name the issue',
      { issue: issue({ sample: known(sample({ confirmed: false })) }) },
      'Sample event | found by service and error type, because no event carries the issue id'
    ],
    [
      'links the case',
      { issue: issue({ linkedCase: { key: 'CASE-3', jiraKey: undefined } }) },
      'Datadog case CASE-3\n'
    ],
    [
      'names the ticket of the case',
      { issue: issue({ linkedCase: { key: 'CASE-3', jiraKey: 'OPS-9' } }) },
      "Datadog case CASE-3, with the ticket OPS-9 that Datadog's own integration made"
    ],
    [
      'says what a trace does not name',
      {
        culprit: known({
          frame: frame({ file: undefined, function: undefined, line: undefined }),
          path: unknown('no such file'),
          reason: 'the only frame'
        })
      },
      'File | no file in the trace, in the repository: unknown: no such file\nFunction | not named in the trace'
    ],
    [
      'says why there is no place',
      { culprit: unknown('no in-app frame') },
      'Where\nunknown: no in-app frame'
    ],
    [
      'warns of several bugs in one issue',
      {
        variants: {
          events: 5,
          variants: [
            { events: 3, place: 'total' },
            { events: 2, place: 'load' }
          ]
        }
      },
      '2 bugs in one issue? Its newest events fail in different functions. This ticket is about the newest event ' +
        'alone:\n3 of 5 fail in total\n2 of 5 fail in load'
    ],
    [
      'follows an older ticket',
      { follows: { key: 'PPL-3', why: 'it was closed 40 days ago' } },
      'The bug came back: this ticket follows PPL-3: it was closed 40 days ago.'
    ]
  ])('%s', (_, change, expected) => {
    expect(describeTicket(change)).toContain(expected)
  })

  it('names a place by what is known of it', () => {
    const placed = (change: Partial<StackFrame>): string =>
      describeTicket({
        culprit: known({ frame: frame(change), path: unknown('not in the repository'), reason: 'x' })
      })
    expect(placed({})).toContain('TypeError in /app/src/cart.ts:42, ')
    expect(placed({ line: undefined })).toContain('TypeError in /app/src/cart.ts, ')
    expect(placed({ file: undefined })).toContain('TypeError in CartService.total, ')
    expect(placed({ file: undefined, function: undefined })).toContain('TypeError, 1,234 times')
  })

  it('lists eight causes and counts the others', () => {
    const causes = (count: number) => {
      const errors = Array.from({ length: count }, (_, index) => ({
        relation: 'cause' as const,
        type: `Cause${index + 1}`,
        message: 'x',
        frames: []
      }))
      const [reported] = trace().errors
      const all = trace({ errors: [...(reported === undefined ? [] : [reported]), ...errors] })
      return describeTicket({ trace: known(all) })
    }
    expect(causes(8)).not.toMatch(/and \d+ more cause/)
    expect(causes(9)).toContain('and 1 more cause\n')
    expect(causes(11)).toContain('Cause8: x\nand 3 more causes\n')
  })

  it('lists eight parts of a fingerprint and counts the others', () => {
    const parts = Array.from({ length: 11 }, (_, index) => `part ${index + 1}`)
    const made = (count: number): string =>
      describeTicket({
        fingerprint: known({ hash: '0011223344556677', version: 2, former: [], parts: parts.slice(0, count) })
      })
    expect(made(8)).toContain('0011223344556677 (version 2), made of:\npart 1\n')
    expect(made(8)).not.toContain(' more\n')
    expect(made(11)).toContain('part 8\nand 3 more\n')
    expect(made(11)).not.toContain('part 9')
  })

  it('links the line only where there is an address', () => {
    const links = (change: Partial<TicketFacts>): readonly string[] =>
      readAll(composeTicket(facts(change)).description, 'listItem').filter((item) =>
        item.startsWith('The line')
      )
    expect(links({})).toEqual(['The line at the failing commit'])
    expect(links({ culpritUrl: undefined })).toEqual([])
  })
})

describe('issues that share a ticket', () => {
  const told: OccurrenceFacts = {
    issue: issue(),
    alert: undefined,
    score,
    runUrl: 'https://github.com/acme/shop/actions/runs/1',
    now: NOW,
    alerts: 2,
    matchedBy: 'native-ticket',
    joined: [],
    notifyEveryHours: 24
  }
  const beside = 'https://app.datadoghq.com/error-tracking/issue/'
  const linksTo = (url: string): boolean => {
    const other = { id: 'other', url, service: known('cart'), env: known('prod'), lastSeen: unknown('x') }
    return readLinks(composeOccurrence({ ...told, joined: [other] })).includes(url)
  }

  it.each([
    [`${beside}other`, true],
    ['https://evil.test/other', false],
    [`${beside}another`, false],
    [`${beside}../other`, false]
  ])('are linked only beside the issue of the alert: %s: %p', (url, expected) => {
    expect(linksTo(url)).toBe(expected)
  })

  it('says whose ticket it was', () => {
    expect(readAdf(composeOccurrence(told))).toContain(
      `The ticket was made by Datadog's own integration for Datadog issue ${ISSUE_ID} and is kept up to date here.`
    )
    const quiet = { ...score, signals: score.signals.filter((each) => each.status !== 'met') }
    expect(readAdf(composeOccurrence({ ...told, score: quiet }))).toContain('Points for | nothing')
  })
})

import { describe, expect, it } from '@jest/globals'
import { branchFor } from '../../../src/flow/pull-request/branch.js'
import { composePullRequest, MAX_BODY_CHARS } from '../../../src/flow/pull-request/compose-pull-request.js'
import type { FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import {
  bundles,
  certificate,
  DATADOG_URL,
  proven,
  PUBLISH_URL,
  request,
  RUN_URL,
  TICKET_URL
} from './bundle-example.js'
import { everywhere } from './everywhere.js'

const same = (text: string): string => text

function compose(bundle: FixBundle = proven, limit?: number) {
  return composePullRequest({ bundle, base: 'develop', runUrl: PUBLISH_URL }, same, limit)
}

function bodyWith(change: Partial<FixBundle>): string {
  return compose({ ...proven, ...change }).body
}

describe('the pull request of a proven fix', () => {
  const { title, body, headline, commitBody } = compose()

  it('is named after the ticket and the fix', () => {
    expect(title).toBe('PPL-7: Skip lines without an article')
    expect(headline).toBe(title)
    expect(commitBody).toBe(`Datadog issue: ${DATADOG_URL}\nTicket: ${TICKET_URL}\nRun: ${PUBLISH_URL}`)
  })

  it('has its sections in the order in which a reviewer asks', () => {
    expect(body.match(/^## .*$/gm)).toEqual([
      '## What broke',
      '## Root cause',
      '## What changed',
      '## Look at this twice',
      '## The proof',
      '## Scope',
      '## Cost',
      '## How to review',
      '## How to undo',
      '## Links'
    ])
  })

  it.each([
    ['how often, and for whom', 'service shop, prod: 120 times in 24 hours, for 17 users.'],
    ['the message', 'Cannot read properties of undefined (reading &#39;price&#39;)'],
    ['the stack', 'at total (src/cart.ts&#58;42&#58;17)'],
    ['the cause, marked as the words of the agent', '> A cart line of a gift has no article.\n> \n> \\- '],
    ['how sure the agent is', 'which is sure to 86 %. Category: code.'],
    ['why each file had to change', '- <code>src/cart.ts</code>: Lines without an article cost nothing.'],
    ['the base and the tree of the proof', 'Base `aaaaaaaaaaaa`, git tree `bbbbbbbbbbbb`'],
    ['each run with its exit and its digest', '| 1 | 1.5 s | cut | `dddddddddddd` |'],
    ['how far it reaches', '2 files, +12 −1 lines.'],
    ['who owns what', '| <code>src/cart.ts</code> | code | +3 −1 | @&#8203;acme/checkout |'],
    ['what it cost', '| claude-sonnet | $0.43 | 14 | 37,000 | 93 s | 3 | Bash 2× |'],
    ['which test to read first', 'Read the test first (<code>test/cart.test.ts</code>)'],
    ['how to undo it', 'revert the merge commit on <code>develop</code>'],
    ['the ticket', `[PPL-7](<${TICKET_URL}>)`],
    ['both runs', `[fix run](<${RUN_URL}>) · [publish run](<${PUBLISH_URL}>)`],
    ['the bare address by which Datadog links it', `\n\n${DATADOG_URL}\n`]
  ])('tells %s', (_, words) => {
    expect(body).toContain(words)
  })

  it('says so where something is not known', () => {
    const { evidence } = request
    const told = bodyWith({
      diagnosis: null,
      agent: null,
      scope: null,
      request: {
        ...request,
        env: '',
        evidence: {
          ...evidence,
          message: '',
          stack: '',
          culprit: { path: '', line: null, function: null, commit: null },
          counts: { window_hours: 24, occurrences: null, users: null, sessions: null }
        }
      }
    })
    expect(told).toContain('**TypeError** in an unknown place, service shop.\n\nClass: null-safety-guard')
    expect(told).toContain('The agent told none.')
    expect(told).toContain('- <code>src/cart.ts</code>: no reason told')
    expect(told).not.toContain('<pre>')
  })

  it('is named after the error where the agent gave no sentence', () => {
    expect(compose({ ...proven, diagnosis: null }).title).toBe('PPL-7: mend TypeError')
  })

  it('names tests that failed before, and what the agent was not let do', () => {
    const told = bodyWith({ certificate: { ...certificate, failedBefore: ['old › breaks'] } })
    expect(told).toContain('1 test failed before and still fail: not blamed on this change')
    expect(told).toContain('- old › breaks')
  })

  it('tells how far an unfinished proof came', () => {
    expect(compose(bundles['unproven']).body).toContain('## How far the proof came')
  })
})

describe('the limits of GitHub', () => {
  const full = compose().body
  const withoutStack = compose(proven, full.length - 1).body
  const short = compose(proven, withoutStack.length - 1).body

  it('at the limit everything stays, and one past it the stack goes first', () => {
    expect(compose(proven, full.length).body).toBe(full)
    expect(full).toContain('Stack trace')
    expect(withoutStack).not.toContain('Stack trace')
    expect(withoutStack).toContain('## The proof')
  })

  it('at last the runs go, and the links stay', () => {
    const least = compose(proven, 1).body
    expect(compose(proven, withoutStack.length).body).toBe(withoutStack)
    expect(short.length).toBeLessThanOrEqual(withoutStack.length)
    expect(least).not.toContain('| Run |')
    expect(least).toContain(DATADOG_URL)
    expect(least).toContain('## How to review')
  })

  it.each(['@', '#', '|', '<', 'A-1', '\u{1f600}', '\n- '])(
    'hold whatever stands in the bundle: %j in every place',
    (sign) => {
      const { title, headline, body } = compose(everywhere(sign.repeat(4_000), 50))
      expect(body.length).toBeLessThanOrEqual(MAX_BODY_CHARS)
      expect(body.length).toBeGreaterThan(2_000)
      expect(title.length).toBeLessThanOrEqual(256)
      expect(headline.length).toBeLessThanOrEqual(72)
      expect(body).toContain(`\n\n${DATADOG_URL}\n`)
    }
  )

  it('a title is cut at 256 characters, and no earlier', () => {
    const named = (summary: string): string =>
      compose({ ...proven, diagnosis: proven.diagnosis && { ...proven.diagnosis, summary } }).title
    expect(named('x'.repeat(249))).toBe(`PPL-7: ${'x'.repeat(249)}`)
    expect(named('x'.repeat(250))).toBe(`PPL-7: ${'x'.repeat(248)}…`)
  })
})

describe('redaction', () => {
  const redact = (text: string): string => text.replaceAll('hunter2', '[redacted]')
  const seen = (text: string): string =>
    Object.values(
      composePullRequest({ bundle: everywhere(text), base: 'develop', runUrl: PUBLISH_URL }, redact)
    )
      .join('\n')
      .replaceAll('&#8203;', '')

  it('comes before every escape', () => {
    const patterned = (text: string): string => text.replaceAll('p*ss#w0rd', '[redacted]')
    const told = composePullRequest(
      { bundle: everywhere('p*ss#w0rd'), base: 'develop', runUrl: PUBLISH_URL },
      patterned
    )
    expect(JSON.stringify(told)).not.toContain('w0rd')
  })

  it('finds what hides behind characters that nobody sees', () => {
    expect(seen('hun\u200bter2')).not.toContain('hunter2')
    expect(seen('hun\u200bter2')).toContain('redacted')
  })

  it('comes before every cut', () => {
    expect(seen(`${'x'.repeat(296)}hunter2`)).not.toContain('hunt')
  })
})

describe('the branch', () => {
  it('is the same for every attempt at a bug', () => {
    expect(branchFor('{ticket}/datadog-autofix-{fingerprint}', request)).toBe(
      'PPL-7/datadog-autofix-1f2e3d4c'
    )
    expect(branchFor('fix/{fingerprint}/{ticket}-{ticket}', request)).toBe('fix/1f2e3d4c/PPL-7-PPL-7')
  })
})

import { describe, expect, it } from '@jest/globals'
import { fixReasons, outcomeOf, type FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import {
  composeFixComment,
  type FixCommentFacts
} from '../../../src/flow/pull-request/compose-fix-comment.js'
import { composePullRequest } from '../../../src/flow/pull-request/compose-pull-request.js'
import { costSection, proofSection, scopeSection } from '../../../src/flow/pull-request/evidence-sections.js'
import type { FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import { breakKeys, plainWords } from '../../../src/flow/pull-request/quiet-words.js'
import { readFixBundle } from '../../../src/flow/pull-request/read-fix-bundle.js'
import { readAdf, readAll } from '../ticket/adf-rules.js'
import { certificate, diagnosis, endedBy, proven, PUBLISH_URL, request, step } from './bundle-example.js'

const facts: FixCommentFacts = {
  bundle: proven,
  end: undefined,
  pullRequest: undefined,
  checks: undefined,
  warnings: [],
  runUrl: PUBLISH_URL
}
const comment = (change: Partial<FixCommentFacts>): ReturnType<typeof composeFixComment> =>
  composeFixComment({ ...facts, ...change })
const reasons = Object.keys(fixReasons).filter((name): name is FixReason => Object.hasOwn(fixReasons, name))
const { agent } = proven

describe('the comment', () => {
  it.each(reasons)('calls for attention only where a person has to act: %s', (reason) => {
    const [panel] = comment({ bundle: endedBy(reason) }).content
    const calm = ['no-fix', 'disabled', 'fix-ready'].includes(outcomeOf(reason))
    expect(panel).toMatchObject({ type: 'panel', attrs: { panelType: calm ? 'info' : 'warning' } })
  })

  it('lists twenty warnings and counts the others', () => {
    const warnings = Array.from({ length: 23 }, (_, index) => `w${index + 1}`)
    const items = readAll(comment({ warnings }), 'listItem')
    expect(items).toEqual([...warnings.slice(0, 20), '… and 3 more'])
    expect(readAll(comment({ warnings: warnings.slice(0, 20) }), 'listItem')).toHaveLength(20)
  })

  it('shows each run with a mark for what it had to show', () => {
    const runs = [step({ role: 'red' }), step({ asExpected: false })]
    const told = comment({ bundle: { ...endedBy('flaky'), steps: runs } })
    expect(readAll(told, 'tableRow').slice(0, 3)).toEqual([
      'Run | Command | Seen | Time',
      "✔ red | npx jest 'test/cart.test.ts' | 1 test passed | 1.5 s",
      "✘ green | npx jest 'test/cart.test.ts' | 1 test passed | 1.5 s"
    ])
  })

  it('asks for a second look only where the agent says at what', () => {
    const sure = comment({ bundle: { ...proven, diagnosis: { ...diagnosis, residualRisk: '' } } })
    expect(readAdf(sure)).not.toContain('Look at this twice')
    const rootCause = 'First.\n   \nSecond.'
    const told = comment({ bundle: { ...proven, diagnosis: { ...diagnosis, rootCause } } })
    expect(readAdf(told)).toContain('First.\nSecond.')
  })

  it('says so where nobody told the cost', () => {
    const silent = agent === null ? null : { ...agent, usage: { ...agent.usage, told: false } }
    expect(readAdf(comment({ bundle: { ...proven, agent: silent } }))).toContain(
      'Cost | not told by the agent'
    )
  })
})

describe('the pull request', () => {
  const body = (change: Partial<FixBundle>): string =>
    composePullRequest(
      { bundle: { ...proven, ...change }, base: 'develop', runUrl: PUBLISH_URL },
      (text) => text
    ).body
  const { evidence } = request
  const broke = (change: Partial<typeof evidence>): string =>
    body({ request: { ...request, evidence: { ...evidence, ...change } } })

  it('tells where it broke, as far as that is known', () => {
    const { culprit } = evidence
    expect(broke({})).toContain(
      '**TypeError** in <code>src/cart.ts:42</code> (<code>total</code>), service shop'
    )
    expect(broke({ culprit: { ...culprit, line: null, function: null } })).toContain(
      '**TypeError** in <code>src/cart.ts</code>, service shop'
    )
    expect(broke({ culprit: { ...culprit, path: '', function: null } })).toContain(
      '**TypeError** in an unknown place, service shop'
    )
  })

  it('lists the files of the change, and counts those that do not fit', () => {
    const [file] = proven.files
    const files = Array.from({ length: 150 }, (_, index) => ({ ...file, path: `src/${index}.ts` }))
    const long = body({ files: files.flatMap((each) => (file === undefined ? [] : [{ ...file, ...each }])) })
    expect(long).toMatch(/^- … and \d+ more$/m)
    expect(body({ diagnosis: null })).toContain('- <code>src/cart.ts</code>: no reason told')
  })
})

describe('the evidence', () => {
  const detail = { steps: 9, files: 9, failedBefore: 2, valueChars: 200, clean: (text: string) => text }

  it('names tests that failed before, as far as there is room', () => {
    const told = (names: readonly string[], failedBefore: number): string =>
      proofSection(
        { certificate: { ...certificate, failedBefore: names }, steps: [] },
        { ...detail, failedBefore }
      )
        .join('\n')
        .split('|')
        .at(-1) ?? ''
    expect(told([], 2).trim()).toBe('')
    expect(told(['a'], 0)).toContain('1 test failed before and still fail: not blamed on this change.')
    expect(told(['a', 'b', 'c'], 2)).toContain(
      '<details><summary>3 tests failed before and still fail: not blamed on this change</summary>\n\n' +
        '- a\n- b\n… and 1 more\n\n</details>'
    )
  })

  it('tells a run that did not exit by how it ended', () => {
    const [, table = ''] = proofSection(
      {
        certificate: null,
        steps: [step({ end: 'killed', exitCode: undefined }), step({ exitCode: undefined })]
      },
      detail
    )[0]?.split('\n\n') ?? ['']
    expect(table).toContain('| killed | 1.5 s | cut |')
    expect(table).toContain('|  | 1.5 s | cut |')
    expect(proofSection({ certificate: null, steps: [] }, detail)).toEqual([])
    expect(proofSection({ certificate: null, steps: [step()] }, { ...detail, steps: 0 })).toEqual([])
  })

  it('tells the cost, and which tools were refused', () => {
    const cost = (change: object): string =>
      agent === null ? '' : (costSection({ agent: { ...agent, ...change } }, detail)[1] ?? '')
    expect(cost({ denials: {} })).toContain('| none |')
    expect(cost({ usage: { ...agent?.usage, told: false } })).toContain(
      '| not told; the whole reservation is counted |'
    )
    expect(costSection({ agent: null }, detail)).toEqual([])
  })

  it('names who owns each file', () => {
    const [, summary, table] = scopeSection(proven, detail)
    expect(summary).toBe('2 files, +12 −1 lines. The guard found nothing.')
    expect(table).toContain('| <code>test/cart.test.ts</code> | test | +9 −0 | nobody |')
    expect(scopeSection({ scope: null }, detail)).toEqual([])
  })
})

describe('words that do nothing', () => {
  it.each([
    ['fix PPL-7 now', 'fix PPL\u20117 now'],
    ['by @acme and a @ b', 'by \uff20acme and a @ b'],
    ['closes #12, # 12', 'closes \uff0312, # 12'],
    ['see https://evil.test', 'see https\uff1a//evil.test'],
    ['a *** b ***** c ** d', 'a ** b ** c ** d'],
    ['x [skip ci] a: b', 'x (skip ci) a\uff1a b'],
    ['x [no actions]', 'x (no actions)'],
    ['x [ci skip]', 'x (ci skip)'],
    ['skip-checks: true', 'skip-checks\uff1a true'],
    ['x [other] a: b', 'x [other] a: b']
  ])('%j is %j', (text, expected) => {
    expect(plainWords(text)).toBe(expected)
  })

  it('in markdown, too', () => {
    expect(breakKeys('PPL-7 a-b a1-2 ::add-mask:: a:b')).toBe(
      'PPL-&#8203;7 a-b a1-&#8203;2 :&#8203;:add-mask:&#8203;: a:b'
    )
  })
})

describe('a bundle', () => {
  const [first] = proven.files
  const file = (change: object): unknown => ({ ...proven, files: [{ ...first, ...change }] })

  it('may hold a file that can be run, and of either kind of object name', () => {
    for (const change of [{ mode: '100755' }, { baseOid: 'e'.repeat(40) }, { baseOid: null }]) {
      expect(() => readFixBundle(JSON.parse(JSON.stringify(file(change))), request)).not.toThrow()
    }
  })

  it.each([
    [{ mode: '120000' }, 'files.0.mode'],
    [{ baseOid: `x${'e'.repeat(40)}` }, 'files.0.baseOid'],
    [{ baseOid: `${'e'.repeat(40)}0` }, 'files.0.baseOid'],
    [{ baseOid: 'E'.repeat(40) }, 'files.0.baseOid']
  ])('is refused with %j', (change, place) => {
    expect(() => readFixBundle(file(change), request)).toThrow(`The fix bundle is not one: ${place}: `)
  })

  it('of another bug is refused by all that differs', () => {
    const other = { ...proven, request: { ...request, ticket_key: 'PPL-8', fingerprint: '0'.repeat(16) } }
    expect(() => readFixBundle(JSON.parse(JSON.stringify(other)), request)).toThrow(
      'another bug than the event: ticket_key, fingerprint differ. Pass on'
    )
  })
})

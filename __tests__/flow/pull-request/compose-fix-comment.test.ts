import { describe, expect, it } from '@jest/globals'
import { findAdfProblems } from '../../../services/jira/adf-rules.js'
import { fixReasons, outcomeOf, type FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import {
  composeFixComment,
  type FixCommentFacts
} from '../../../src/flow/pull-request/compose-fix-comment.js'
import { MAX_ADF_CHARS, sizeOfAdf } from '../../../src/flow/ticket/adf-size.js'
import { findAdfFaults, readAdf, readAll, readLinks } from '../ticket/adf-rules.js'
import { bundles, diagnosis, endedBy, proven, PUBLISH_URL, RUN_URL } from './bundle-example.js'
import { everywhere } from './everywhere.js'

const pullRequest = {
  number: 34,
  url: 'https://github.com/acme/shop/pull/34',
  draft: true,
  verified: true
}

const base: FixCommentFacts = {
  bundle: proven,
  end: undefined,
  pullRequest: undefined,
  checks: undefined,
  warnings: [],
  runUrl: PUBLISH_URL
}

function compose(change: Partial<FixCommentFacts>, limit?: number) {
  const document = composeFixComment({ ...base, ...change }, limit)
  expect(findAdfFaults(document)).toEqual([])
  expect(findAdfProblems(document)).toEqual([])
  return document
}

function read(change: Partial<FixCommentFacts>): string {
  return readAdf(compose(change))
}

const reasons = Object.keys(fixReasons).filter((name): name is FixReason => Object.hasOwn(fixReasons, name))
const opened = { reason: 'opened', why: '#34, a draft, on develop' } as const

describe('the comment about a pull request', () => {
  it('leads to it, says what it is, and who decides', () => {
    const document = compose({ end: opened, pullRequest, checks: known(2) })
    const text = readAdf(document)
    expect(text).toContain('A draft pull request with its proof: #34. A person decides whether it merges.')
    expect(text).toContain('2 checks of the repository began.')
    expect(text).not.toContain('verified')
    expect(readLinks(document)).toEqual([pullRequest.url, RUN_URL, PUBLISH_URL])
    expect(readAll(document, 'heading')).toEqual(['Diagnosis', 'The proof'])
  })

  it.each([
    [known(1), 'One check of the repository began.'],
    [unknown('none within 60 s'), 'The checks of the repository have not begun: none within 60 s'],
    [undefined, 'Nobody has looked whether the checks']
  ])('tells of the checks: %j', (checks, words) => {
    expect(read({ end: opened, pullRequest, checks })).toContain(words)
  })

  it('says what is not as it should be', () => {
    const text = read({
      end: opened,
      pullRequest: { ...pullRequest, draft: false, verified: false },
      warnings: ['The label could not be set.']
    })
    expect(text).toContain('A pull request with its proof')
    expect(text).toContain('GitHub does not call its commit verified')
    expect(text).toContain('What could not be done\nThe label could not be set.')
  })
})

describe('the comment about why there is no pull request', () => {
  it.each(reasons)('tells exactly why: %s', (reason) => {
    const text = read({ bundle: endedBy(reason), end: undefined })
    expect(text).toContain(`Auto-fix made no pull request: ${fixReasons[reason][1]} (${reason}).`)
    expect(text).toContain(`what was seen of ${reason}`)
  })

  it.each(reasons.filter((reason) => outcomeOf(reason) === 'refused' || reason === 'switch-off'))(
    'tells how the publish run ended: %s',
    (reason) => {
      const text = read({ end: { reason, why: 'seen by the publish run' } })
      const told = reason === 'nothing-to-publish' ? 'proven' : reason
      expect(text).toContain(`${fixReasons[told][1]} (${told}).`)
      expect(text.includes('seen by the publish run')).toBe(reason !== 'nothing-to-publish')
    }
  )

  it.each(
    reasons.filter((reason) => ['no-fix', 'gave-up', 'unproven', 'out-of-scope'].includes(outcomeOf(reason)))
  )('holds the diagnosis where there is one: %s', (reason) => {
    const end = { reason: 'nothing-to-publish', why: reason } as const
    const text = read({ bundle: endedBy(reason), end })
    expect(text).toContain('A cart line of a gift has no article.')
    expect(text).toContain('Look at this twice:\nWhether gifts may have a price.')
    expect(text).toContain('In the words of the agent. Cause: code. Sure to 86 %.')
  })

  it('holds the last words where there is no diagnosis', () => {
    expect(read({ bundle: bundles['gave up'] ?? proven })).toContain(
      "The agent's last words\nI was\nlooking at the cart."
    )
  })

  it('tells what the guard found, and how far the proof came', () => {
    expect(readAll(compose({ bundle: bundles['refused by the guard'] ?? proven }), 'listItem')).toEqual([
      'src/cart.ts:12: an error is swallowed instead of mended (catch {})',
      'more files than the limit (9 of 6)'
    ])
    expect(readAll(compose({ bundle: bundles['unproven'] ?? proven }), 'tableRow')[1]).toBe(
      "✘ red | npx jest 'test/cart.test.ts' | 1 test passed | 1.5 s"
    )
  })

  it.each(Object.entries(bundles))('tells what it cost, where it cost anything: %s', (_, bundle) => {
    expect(read({ bundle }).includes('Cost | $0.43')).toBe(bundle.agent !== null)
    for (const title of ['Turns', 'Tokens', 'Time', 'Model']) {
      expect(read({ bundle }).includes(`${title} | `)).toBe(bundle.agent !== null)
    }
  })
})

describe('words of the agent', () => {
  it('keep their paragraphs, and all of their first 4,000 characters', () => {
    const rootCause = `First ${'a'.repeat(1_000)}\n\nSecond\n${'b'.repeat(2_000)}`
    const document = compose({ bundle: { ...proven, diagnosis: { ...diagnosis, rootCause } } })
    expect(readAll(document, 'paragraph')).toEqual(
      expect.arrayContaining([`First ${'a'.repeat(1_000)}`, 'Second', 'b'.repeat(2_000)])
    )
  })

  it('are no more than 30 paragraphs', () => {
    const rootCause = Array.from({ length: 500 }, (_, index) => `${index}`).join('\n')
    const document = compose({ bundle: { ...proven, diagnosis: { ...diagnosis, rootCause } } })
    expect(readAll(document, 'paragraph')).toContain('… 471 lines cut …')
  })

  it.each(['', '\n', ' \n\u200b ', '[~accountid:5b10] {color:red} h1. x', '@all', '\ud800'])(
    'make a valid document, whatever they are: %j',
    (words) => {
      compose({ bundle: everywhere(words), end: { reason: 'base-moved', why: words }, warnings: [words] })
      compose({ bundle: { ...everywhere(words), diagnosis: null } })
    }
  )
})

describe('the limit of Jira', () => {
  const size = (change: Partial<FixCommentFacts>, limit?: number): number => sizeOfAdf(compose(change, limit))
  const full = size({})

  it('at the limit everything stays; one past it runs go before the diagnosis', () => {
    const many = {
      bundle: { ...proven, steps: Array.from({ length: 20 }, () => proven.steps[0] ?? []).flat() }
    }
    const whole = size(many)
    expect(size(many, whole)).toBe(whole)
    const shorter = compose(many, whole - 1)
    expect(readAll(shorter, 'tableRow').length).toBeLessThan(20)
    expect(readAdf(shorter)).toContain('… and 14 more')
    const shortest = compose(many, sizeOfAdf(shorter) - 1)
    expect(readAll(shortest, 'heading')).toEqual(['Diagnosis'])
    expect(readAll(compose(many, sizeOfAdf(shortest) - 1), 'heading')).toEqual([])
  })

  it.each(['"', '\\', 'x', '\u{1f600}', 'a\n'])('holds whatever is told: %j', (sign) => {
    const words = sign.repeat(20_000)
    const bundle = { ...everywhere(words, 200), end: { reason: 'no-test', why: words } as const }
    expect(size({ bundle, warnings: Array.from({ length: 50 }, () => words) })).toBeLessThanOrEqual(
      MAX_ADF_CHARS
    )
    expect(full).toBeLessThan(MAX_ADF_CHARS)
    // What is left of the words in the shortest rendering with a diagnosis.
    const short = compose({ bundle, warnings: [words] }, 12_000)
    expect(readAll(short, 'heading')).toContain('Diagnosis')
    expect(sizeOfAdf(short)).toBeLessThanOrEqual(12_000)
  })
})

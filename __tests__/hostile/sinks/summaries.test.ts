import { describe, expect, it } from '@jest/globals'
import { renderFixSummary } from '../../../src/report/fix-summary.js'
import { renderJobSummary } from '../../../src/report/job-summary.js'
import { renderProblems } from '../../../src/report/problems-summary.js'
import { escapeInTag } from '../../../src/text/sanitise.js'
import { everywhere } from '../../flow/pull-request/everywhere.js'
import { fixReport } from '../../report/fix-case.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { hostileKinds } from '../corpus/hostile-text.js'
import { findForeignMarkup } from '../oracles/markdown-oracle.js'
import { OUR_HEADINGS } from '../stage/judge-run.js'
import { reportOf, sweepOf } from './full-of.js'

/** Addresses of the examples. */
const links =
  /^https:\/\/(?:app\.datadoghq\.(?:com|eu)\/error-tracking\/issue\/[0-9a-f-]{36}|acme\.atlassian\.net\/browse\/P(?:AY|PL)-7|github\.com\/acme\/shop\/(?:actions\/runs\/\d+|pull\/34|blob\/(?:c{40}|0123456789abcdef)\/[^\s<>"\\`|]*#L\d+))$/

const pages: Readonly<Record<string, (text: string) => string>> = {
  'of one issue': (text) => renderJobSummary(reportOf(text)),
  'of a sweep': (text) => renderJobSummary(sweepOf(text)),
  'of a sweep, cut to its table': (text) => renderJobSummary(sweepOf(text), 10_000),
  'of a run that did not start': renderProblems,
  'of a fix': (text) =>
    renderFixSummary(
      fixReport({
        bundle: everywhere(text, 2),
        end: { reason: 'opened', why: text },
        warnings: [text],
        wouldHave: [text]
      })
    ),
  'of a fix that was refused': (text) => {
    const bundle = everywhere(text)
    const findings = [{ rule: 'canary', path: text, line: 1, evidence: text }] as const
    const error = new Error(text)
    return renderFixSummary(fixReport({ bundle: { ...bundle, findings, certificate: null }, error }))
  }
}

describe.each(Object.entries(pages))('the summary %s', (_, render) => {
  const judge = (text: string): readonly string[] =>
    findForeignMarkup(render(text), { headings: OUR_HEADINGS, links })

  it.each(hostileKinds)('says %s and does nothing', (kind) => {
    const texts = hostileTexts.filter((each) => each.kind === kind)
    for (const [index, { text, name }] of texts.entries()) {
      // Some markup means something at the start of a line alone, some behind a word.
      const told = index % 2 === 0 ? text : `Something failed: ${text}`
      expect({ name, found: judge(told) }).toEqual({ name, found: [] })
    }
  })

  it('says everything at once', () => {
    expect(judge(everything)).toEqual([])
  })
})

describe('a text inside a tag of HTML', () => {
  it('calls nobody, refers to nothing and is neither link, formula nor markup', () => {
    expect(escapeInTag('@acme/web #12 gh-7 $x$ https://x.test `a` *b* [c](d)\n<i>')).toBe(
      '@&#8203;acme/web #&#8203;12 gh-&#8203;7 &#36;x&#36; https:&#8203;//x.test &#96;a&#96; &#42;b&#42; &#91;c&#93;(d) &#60;i&#62;'
    )
  })
})

import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { branchFor } from '../../../src/flow/pull-request/branch.js'
import {
  composePullRequest,
  MAX_BODY_CHARS,
  MAX_TITLE_CHARS
} from '../../../src/flow/pull-request/compose-pull-request.js'
import { readFixBundle } from '../../../src/flow/pull-request/read-fix-bundle.js'
import { readFixRequest } from '../../../src/flow/fix/read-fix-request.js'
import { proven, PUBLISH_URL, request } from '../../flow/pull-request/bundle-example.js'
import { everywhere } from '../../flow/pull-request/everywhere.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { hostileKinds } from '../corpus/hostile-text.js'
import { findForgedMessage } from '../oracles/commit-oracle.js'
import { findForeignMarkup } from '../oracles/markdown-oracle.js'
import { identityTexts } from '../replies/identity-texts.js'

// The redactor has tests of its own, and most of the time.
const redact = (text: string): string => text

const ours = {
  headings:
    /^## (?:What broke|Root cause|What changed|Look at this twice|The proof|How far the proof came|Scope|Cost|How to review|How to undo|Links)$/,
  links:
    /^https:\/\/(?:app\.datadoghq\.eu\/error-tracking\/issue\/[0-9a-f-]{36}|acme\.atlassian\.net\/browse\/PPL-7|github\.com\/acme\/shop\/actions\/runs\/\d+)$/
}

/** The agent's words and those of production, both hostile; without the agent's, production's name the pull request. */
function compose(text: string, told = true): ReturnType<typeof composePullRequest> {
  const bundle = everywhere(text, 2)
  const facts = {
    bundle: told ? bundle : { ...bundle, diagnosis: null },
    base: 'develop',
    runUrl: PUBLISH_URL
  }
  return composePullRequest(facts, redact)
}

describe('a pull request', () => {
  it.each(hostileKinds)('says %s and does nothing', (kind) => {
    for (const { text, name } of hostileTexts.filter((each) => each.kind === kind)) {
      for (const told of [true, false]) {
        const { title, body, headline, commitBody } = compose(text, told)
        expect({ name, found: findForeignMarkup(body, ours) }).toEqual({ name, found: [] })
        expect({ name, found: findForgedMessage(title, commitBody) }).toEqual({ name, found: [] })
        expect([
          title.length <= MAX_TITLE_CHARS,
          headline.length <= 72,
          body.length <= MAX_BODY_CHARS
        ]).toEqual([true, true, true])
        expect(headline.startsWith('PPL-7: ') && title.startsWith(headline.replace(/…$/, ''))).toBe(true)
        expect(commitBody.split('\n')).toHaveLength(3)
      }
    }
  })

  it('says everything at once', () => {
    const { title, body, headline, commitBody } = compose(everything)
    expect(findForeignMarkup(body, ours)).toEqual([])
    expect(findForgedMessage(title, commitBody)).toEqual([])
    expect(findForgedMessage(headline, commitBody)).toEqual([])
  })
})

describe('the branch of a fix', () => {
  const template = '{ticket}/datadog-autofix-{fingerprint}'

  it('has a name that git takes', () => {
    const branch = branchFor(template, request)
    expect(branch).toBe('PPL-7/datadog-autofix-1f2e3d4c')
    expect(execFileSync('git', ['check-ref-format', '--branch', branch], { encoding: 'utf8' }).trim()).toBe(
      branch
    )
  })

  it('is made of a key and of hex digits: a request with anything else is refused, and the key is named', () => {
    const texts = [...identityTexts, ...hostileTexts.map(({ text }) => text)]
    for (const text of texts) {
      for (const key of ['ticket_key', 'fingerprint', 'issue_id', 'fix_class'] as const) {
        const read = readFixRequest({ ...request, [key]: text })
        expect([text.slice(0, 40), read.ok]).toEqual([text.slice(0, 40), false])
        if (!read.ok) expect(read.problems.join('\n')).toContain(`client_payload.${key}`)
        if (!read.ok) expect(read.problems.join('\n').length).toBeLessThan(1_000)
      }
    }
  })
})

describe('a bundle that is none', () => {
  it('is refused in one bounded line, however long the name of what is wrong', () => {
    const denials = { ['x'.repeat(50_000)]: 1 }
    const bundle = { ...proven, agent: proven.agent && { ...proven.agent, denials } }
    expect(() => readFixBundle(bundle, request)).toThrow(/^.{20,600}$/)
  })
})

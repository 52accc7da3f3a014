import { describe, expect, it } from '@jest/globals'
import { findForeignNodes } from '../oracles/adf-oracle.js'
import { findForgedMessage } from '../oracles/commit-oracle.js'
import { findForeignMarkup } from '../oracles/markdown-oracle.js'
import { findForeignRequests } from '../oracles/request-oracle.js'
import { findForgedCommands } from '../oracles/runner-oracle.js'
import { findUnseen } from '../oracles/seen-characters.js'
import type { FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import { git, readyToPublish } from '../../modes/fix/proven-bundle.js'
import { corpus } from '../corpus/corpus.js'
import { OUR_HEADINGS } from '../stage/judge-run.js'
import { companies } from '../replies/hostile-planter.js'

const links =
  /^https:\/\/(?:app\.datadoghq\.com\/error-tracking\/issue\/[0-9a-f-]{36}|acme\.atlassian\.net\/browse\/PPL-1|github\.com\/acme\/shop\/(?:actions\/runs\/\d+|pull\/\d+))$/
const headings =
  /^## (?:What broke|Root cause|What changed|Look at this twice|The proof|Scope|Cost|How to review|How to undo|Links)$/

/** The agent's words and those of the runs of tests are hostile; what the guard and git look at is as it was. */
function saying(text: string, proofSays: string): (bundle: FixBundle) => FixBundle {
  return (bundle) => {
    const { diagnosis, agent, certificate } = bundle
    const say = (step: FixBundle['steps'][number]) => ({ ...step, seen: proofSays })
    return {
      ...bundle,
      end: { ...bundle.end, why: text },
      agent: agent && {
        ...agent,
        model: text,
        version: text,
        lastWords: text,
        denials: { [text.slice(0, 900)]: 1 }
      },
      diagnosis: diagnosis && {
        ...diagnosis,
        rootCause: text,
        summary: text,
        residualRisk: text,
        changes: diagnosis.changes.map(({ path }) => ({ path, why: text }))
      },
      steps: bundle.steps.map(say),
      certificate: certificate && {
        ...certificate,
        reportedReason: proofSays,
        sandbox: proofSays,
        steps: certificate.steps.map(say),
        failedBefore: [proofSays]
      }
    }
  }
}

/** The agent says the first, the proof the second of two companies. */
const rows = companies.flatMap((kinds, index) => {
  const others = companies[index + 1]
  return index % 2 === 1 || others === undefined
    ? []
    : [[kinds.join(' and '), others.join(' and '), index] as const]
})

/** As long as an answer of the agent may be. */
function wordsOf(index: number): string {
  return (companies[index] ?? [])
    .flatMap((kind) => corpus[kind].map((each) => each.text.slice(0, 300)))
    .join('\n')
    .slice(0, 3_500)
}

describe('a publish run whose bundle is hostile', () => {
  it.each(rows)('opens a quiet pull request: %s, and %s', async (_, __, index) => {
    const rig = await readyToPublish({}, saying(wordsOf(index), wordsOf(index + 1)))
    rig.takeRequests()
    const published = await rig.publish()
    const { branch, outcome } = published.outputs
    expect({ outcome, log: outcome === 'pull-request' ? '' : published.log }).toEqual({
      outcome: 'pull-request',
      log: ''
    })
    expect(branch).toMatch(/^PPL-1\/datadog-autofix-[0-9a-f]{8}$/)
    const [pull] = await rig.github.pullRequests.list()
    expect(findForeignMarkup(pull?.body ?? '', { headings, links })).toEqual([])
    const message = git(rig, ['log', '-1', '--format=%B', branch ?? ''])
    const [headline = '', ...body] = message.split('\n\n')
    const asIfOurs = (words: string): string => words.replaceAll('PPL-1', 'PPL-7')
    expect(findForgedMessage(asIfOurs(headline), asIfOurs(body.join('\n\n')))).toEqual([])
    expect(findForgedMessage(asIfOurs(pull?.title ?? ''), '')).toEqual([])
    const { comments } = rig.jira.ticket('PPL-1')
    expect(comments.length).toBeGreaterThan(0)
    expect(comments.flatMap((comment) => findForeignNodes(comment.body, links))).toEqual([])
    expect(findForeignMarkup(published.summary, { headings: OUR_HEADINGS, links })).toEqual([])
    expect([...findForgedCommands(published.log), ...findUnseen(published.log)]).toEqual([])
    const requests = [...rig.github.service.requests, ...rig.jira.service.requests]
    expect(findForeignRequests(requests.filter(({ path }) => !path.includes('/search')))).toEqual([])
  })
})

import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../../services/datadog/seeds.js'
import { credentials, REPOSITORY } from '../../../services/stage.js'
import { createOctokitSource } from '../../../src/adapters/github/client.js'
import { createGitKnowledge } from '../../../src/adapters/github/git-knowledge.js'
import { CONFIRMED_LABEL, type CauseCategory } from '../../../src/flow/decision/diagnosis.js'
import type { Knowledge } from '../../../src/knowledge-ports.js'
import type { PolicyChanges } from '../shop.js'
import { DAY, HOUR, openTriage, type TriageRig } from '../triage-rig.js'
import { fingerprintOf, onlyTicket } from '../vendors-hold.js'

const error = nodeTypeError()
const policy: PolicyChanges = { diagnosis: { enabled: true }, autofix: { base: 'main' } }
/** The shop's class of fix is not allowed. */
const withoutClass: PolicyChanges = { ...policy, autofix: { base: 'main', classes: ['parse-guard'] } }

const alertOf = (cycle: number): Readonly<Record<string, string>> => ({
  monitor_kind: 'high_impact',
  cycle_key: `cycle-${cycle}`
})

function wantedOf({ github }: TriageRig): readonly unknown[] {
  return github.dispatches.map(({ event_type, client_payload }) => [
    event_type,
    (client_payload['evidence'] as Record<string, unknown>)['wanted'],
    client_payload['fix_class']
  ])
}

function knowledgeOf({ github, clock }: TriageRig): Knowledge {
  const [owner = '', repo = ''] = REPOSITORY.split('/')
  const octokit = createOctokitSource({ token: credentials.githubToken, apiUrl: github.url, retryUnitMs: 1 })
  return createGitKnowledge({ octokit, owner, repo, clock, random: () => 0.5 })
}

/** A ticket whose diagnosis of that category a person has confirmed, and closed; the bug is back three days later. */
async function confirmedAndBack(rig: TriageRig, category: CauseCategory): Promise<string> {
  const issueId = rig.seed(error)
  const { record } = await rig.runOne({ issueId })
  const { key, labels } = onlyTicket(rig)
  await knowledgeOf(rig).note({
    fingerprint: fingerprintOf(record),
    ticketKey: key,
    category,
    confidence: 0.8,
    rootCause: 'The partner answers without a price.',
    files: [],
    at: rig.clock.now(),
    confirmed: false
  })
  rig.jira.edit(key, { labels: [...labels, CONFIRMED_LABEL] })
  rig.clock.pass(HOUR)
  rig.jira.transition(key, 'Done', { resolution: 'Done' })
  rig.clock.pass(3 * DAY)
  rig.recur(issueId, error)
  return issueId
}

describe('the hand-off to a diagnosis', () => {
  it('happens once for an issue that nothing can be fixed of, and a fix that may follow is handed off', async () => {
    const rig = await openTriage({ policy: withoutClass })
    const issueId = rig.seed(error)
    for (const cycle of [0, 1]) {
      const { record } = await rig.runOne({ issueId, alert: alertOf(cycle), switchedOn: true })
      expect(record).toMatchObject({ ticket: { key: 'PPL-1' }, handedOff: false })
    }
    expect(wantedOf(rig)).toEqual([['error-autofix', 'diagnosis', '']])
    const { record } = await rig.runOne({ issueId, alert: alertOf(2), switchedOn: true, policy })
    expect(record.handedOff).toBe(true)
    expect(wantedOf(rig).slice(1)).toEqual([['error-autofix', 'fix', 'null-safety-guard']])
  })

  it('happens once of several runs at the same time', async () => {
    const rig = await openTriage({ policy: withoutClass, jira: { indexLagMs: 60_000 } })
    const issueId = rig.seed(error)
    const asked = [0, 1, 2].map((cycle) => ({ issueId, alert: alertOf(cycle), switchedOn: true }))
    await Promise.all(asked.map((each) => rig.runOne(each)))
    expect(wantedOf(rig)).toHaveLength(1)
  })

  it.each([
    { title: 'while the switch is off', asked: { switchedOn: false, policy: withoutClass } },
    {
      title: 'where the policy does not ask for it',
      asked: { switchedOn: true, policy: { autofix: { base: 'main', classes: ['parse-guard'] } } }
    },
    {
      title: 'for an error that a pattern knows',
      asked: {
        switchedOn: true,
        policy: {
          ...withoutClass,
          patterns: [
            { name: 'known', match: { services: ['orders-api'] }, tier: 'ticket', reason: 'it is known' }
          ]
        }
      }
    },
    { title: 'in a dry run', asked: { switchedOn: true, policy: withoutClass, dryRun: true } }
  ])('does not happen $title', async ({ asked }) => {
    const rig = await openTriage()
    const { record } = await rig.runOne({ issueId: rig.seed(error), ...asked })
    expect(record.outcome).toBe('ticketed')
    expect(rig.github.dispatches).toEqual([])
  })
})

describe('a diagnosis that a person has confirmed on the closed ticket', () => {
  it('lowers what passes by itself to the digest, and is noted as confirmed', async () => {
    const rig = await openTriage({ policy })
    const issueId = await confirmedAndBack(rig, 'transient')
    const { record } = await rig.runOne({ issueId, alert: alertOf(9), switchedOn: true })
    expect(record).toMatchObject({ outcome: 'suppressed', reason: 'pattern-digest' })
    expect(record.why).toContain('a person has confirmed on PPL-1')
    expect(onlyTicket(rig)).toMatchObject({ status: 'Done', comments: [] })
    expect(rig.github.dispatches).toEqual([])
    expect(await knowledgeOf(rig).find([fingerprintOf(record)])).toMatchObject({ confirmed: true })
  })

  it('keeps a fix from code that is not at fault, and the ticket comes back', async () => {
    const rig = await openTriage({ policy })
    const issueId = await confirmedAndBack(rig, 'config')
    const { record } = await rig.runOne({ issueId, alert: alertOf(9), switchedOn: true })
    expect(record).toMatchObject({ outcome: 'regression', reason: 'reopened', handedOff: false })
    expect(record.gates.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['diagnosis'])
    expect(rig.github.dispatches).toEqual([])
  })

  it('changes nothing where it is the code', async () => {
    const rig = await openTriage({ policy })
    const issueId = await confirmedAndBack(rig, 'code')
    const { record } = await rig.runOne({ issueId, alert: alertOf(9), switchedOn: true })
    expect(record).toMatchObject({ outcome: 'regression', handedOff: true })
    const evidence = rig.github.dispatches[0]?.client_payload['evidence']
    expect(evidence).toMatchObject({ known_diagnosis: { category: 'code', confirmed: true } })
  })

  it('changes nothing in a dry run, but is told', async () => {
    const rig = await openTriage({ policy })
    const issueId = await confirmedAndBack(rig, 'external')
    const { record } = await rig.runOne({ issueId, dryRun: true })
    expect(record).toMatchObject({ reason: 'pattern-digest' })
    expect(record.wouldHave).toEqual(['noted that a diagnosis is confirmed'])
    expect(await knowledgeOf(rig).find([fingerprintOf(record)])).toMatchObject({ confirmed: false })
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { REPOSITORY } from '../../services/stage.js'
import { schedule } from '../../services/workflow/events.js'
import { playEvent, planRuns, type WorkflowRun } from '../../services/workflow/play-workflow.js'
import { changed, example, openWorld, secretsGivenTo, type World } from './world.js'

/* The workflows that ask Datadog by themselves. */

const NIGHTLY = 'nightly-sweep.yml'
const POLLING = 'polling.yml'
const NIGHT = '17 4 * * *'
const QUARTER = '7,22,37,52 * * * *'

let world: World
beforeAll(async () => {
  world = await openWorld({ workflows: { [NIGHTLY]: example(NIGHTLY), [POLLING]: example(POLLING) } })
  for (const name of ['cart', 'mail', 'quote', 'stock', 'label']) {
    world.seed({ service: name, culprit: { function: `${name}Total` } })
  }
})
afterAll(() => world.stop())

function outcomesOf(run: WorkflowRun | undefined): readonly unknown[] {
  return run?.jobs.map(({ steps: [step] }) => step?.outputs['outcome']) ?? []
}

/** Tickets of the sweeps' issues; one of them twice would be one too many. */
function ticketedIssues(): readonly string[] {
  return world.jira
    .issues()
    .flatMap(({ labels }) => labels.filter((label) => label.startsWith('datadog-issue-')))
}

describe('a schedule', () => {
  it('starts the workflow whose it is', () => {
    const started = (cron: string): readonly string[] =>
      planRuns(world.hosting, schedule(cron, REPOSITORY)).map(({ workflow }) => workflow.file)
    expect(started(NIGHT)).toEqual([`.github/workflows/${NIGHTLY}`])
    expect(started(QUARTER)).toEqual([`.github/workflows/${POLLING}`])
    expect(started('0 0 * * *')).toEqual([])
  })
})

describe(POLLING, () => {
  it('files a ticket for each new error, and nothing the next time', async () => {
    const [first] = await playEvent(world.hosting, schedule(QUARTER, REPOSITORY))
    expect(first?.jobs).toMatchObject([{ id: 'poll', result: 'success' }])
    expect(outcomesOf(first)).toEqual(['swept'])
    expect(new Set(ticketedIssues()).size).toBe(5)
    expect(first?.jobs.map(secretsGivenTo)).toEqual([
      ['DATADOG_API_KEY', 'DATADOG_APP_KEY', 'JIRA_API_TOKEN']
    ])
    const before = world.jira.service.requests.length
    const [second] = await playEvent(world.hosting, schedule(QUARTER, REPOSITORY))
    expect(outcomesOf(second)).toEqual(['swept'])
    expect(ticketedIssues()).toHaveLength(5)
    const writes = world.jira.service.requests
      .slice(before)
      .filter(({ method, path }) => method === 'PUT' || /issue$|comment$/.test(path))
    expect(writes).toEqual([])
  })
})

describe(NIGHTLY, () => {
  it('files what is new, in as many jobs as the matrix has, each issue once', async () => {
    for (const name of ['tax', 'gift', 'fee'])
      world.seed({ service: name, culprit: { function: `${name}Total` } })
    const text = changed(example(NIGHTLY), "['1/1']", "['1/2', '2/2']")
    const workflows = { [`.github/workflows/${NIGHTLY}`]: text }
    const [run] = await playEvent({ ...world.hosting, workflows }, schedule(NIGHT, REPOSITORY))
    expect(run?.jobs.map(({ result, steps: [step] }) => [result, step?.given['shard']])).toEqual([
      ['success', '1/2'],
      ['success', '2/2']
    ])
    expect(new Set(ticketedIssues()).size).toBe(8)
    expect(ticketedIssues()).toHaveLength(8)
  })

  it('does it in one job as it is', async () => {
    world.seed({ service: 'late', culprit: { function: 'lateTotal' } })
    const [run] = await playEvent(world.hosting, schedule(NIGHT, REPOSITORY))
    expect(run?.jobs.map(({ result, steps: [step] }) => [result, step?.given['shard']])).toEqual([
      ['success', '1/1']
    ])
    expect(ticketedIssues()).toHaveLength(9)
  })
})

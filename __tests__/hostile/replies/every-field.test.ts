import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { flutterError, nodeTypeError, pythonKeyError } from '../../../services/datadog/seeds.js'
import { alertOf, seedRecent } from '../../privacy/scenario.js'
import { hostileKinds } from '../corpus/hostile-text.js'
import { openHostileStage, type HostileStage, type PlayedRun } from '../stage/hostile-stage.js'
import { judgeRun } from '../stage/judge-run.js'
import { companies, HostilePlanter } from './hostile-planter.js'

/** Fields of each vendor that the action reads and shows; the list keeps the stand-ins from losing one. */
const shownFields = [
  'datadog data.attributes.error_message',
  'datadog data.attributes.error_type',
  'datadog data.attributes.file_path',
  'datadog data.attributes.function_name',
  'datadog data.attributes.service',
  'datadog data.attributes.first_seen_version',
  'datadog data[].attributes.custom.error.message',
  'datadog data[].attributes.custom.error.stack',
  'datadog data[].attributes.custom.version',
  'datadog data[].attributes.custom.git.repository_url',
  'datadog data[].attributes.custom.http.route',
  'datadog data[].attributes.attributes.error.stack',
  'datadog data[].attributes.tags[]',
  'datadog data[].attributes.resource_name',
  'datadog included[].attributes.handle',
  'datadog included[].attributes.name',
  'jira fields.summary',
  'jira fields.status.name',
  'jira properties.datadog-autofix.issues[].service',
  'jira properties.datadog-autofix.issues[].version',
  'github message{}.by'
]

const team = { id: '5d0e6f2c-0f1b-4c57-9d0e-7a3e1f2b4c6d', handle: 'web', name: 'Web', summary: 'Ours' }

describe('a hostile text in every field of every reply', () => {
  const planter = new HostilePlanter()
  const outcomes: string[] = []
  let open: HostileStage
  beforeAll(async () => {
    open = await openHostileStage()
  })
  afterAll(() => open.stop())

  function outcomeOf({ outputFile }: PlayedRun): string {
    return /^outcome<<(\S+)\n(.*)\n\1$/m.exec(outputFile)?.[2] ?? ''
  }

  it.each(companies.map((kinds, turn): [number, string] => [turn, kinds.join(' and ')]))(
    'turn %i, which begins with %s, changes nothing but words',
    async (turn) => {
      planter.turn = turn
      const { stage } = open
      const culprit = { function: `step${turn}`, line: turn + 2 }
      const service = `turn-${turn}-`
      const issue = { teams: [team], assignee: { email: 'mia@example.com', name: 'Mia' } }
      const options = { commit: stage.commit, culprit, issue }
      const id = seedRecent(stage, nodeTypeError({ ...options, service: `${service}node` }), 3)
      seedRecent(stage, pythonKeyError({ culprit, service: `${service}python` }), 3)
      seedRecent(stage, flutterError({ culprit, service: `${service}app` }), 3)
      const plant = planter.plantReply.bind(planter)
      const alone = await open.play(alertOf(id), plant)
      // A repeat of the first, and two that are new.
      const sweep = await open.play({ inputs: { query: `service:${service}*` } }, plant)
      outcomes.push(outcomeOf(alone), outcomeOf(sweep))
      expect(judgeRun(alone, stage.jira)).toEqual({})
      expect(judgeRun(sweep, stage.jira)).toEqual({})
      expect([alone.exitCode, sweep.exitCode]).toEqual([0, 0])
    }
  )

  it('gave each field each kind, and went the whole way each time', () => {
    const places = [...planter.planted.keys()]
    expect(shownFields.filter((field) => !places.includes(field))).toEqual([])
    const partly = shownFields.filter((field) => planter.planted.get(field)?.size !== hostileKinds.length)
    expect(partly).toEqual([])
    expect(new Set(outcomes)).toEqual(new Set(['ticketed', 'swept']))
    expect(open.stage.jira.issues()).toHaveLength(3 * companies.length)
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openSpikeStage, type SpikeStage, type TextOf } from '../../hostile/evidence/spike-stage.js'
import type { PlayedRun } from '../../hostile/stage/hostile-stage.js'
import { privateData, type DatumKind } from '../private-data.js'

/** By its form, and by the key before it. Other services that rise would make the cause another one, so that there are few. */
const kinds: readonly DatumKind[] = ['GitHub token', 'query string']

/** Everything that leaves, but the masks, which the runner takes out. */
function everythingIn(run: PlayedRun): string {
  const shown = run.output.split('\n').filter((line) => !line.startsWith('::add-mask::'))
  const sent = run.requests.map(({ path, body }) => `${decodeURIComponent(path)}\n${body}`)
  return [...shown, run.outputFile, run.summary, run.report, ...sent].join('\n')
}

interface Planted {
  readonly textOf: TextOf
  readonly cores: () => readonly string[]
}

function plant(kind: DatumKind, serial: number): Planted {
  const cores: string[] = []
  const datum = (place: number): string => {
    const { text, core } = privateData[kind](serial * 10 + place)
    cores.push(core)
    return text.replaceAll('\n', ' ')
  }
  const texts = {
    version: datum(1),
    'deploy service': datum(2),
    log: `https://ci.example.com/run/7?access_token=${datum(3).replaceAll(/\s/g, '')}`,
    title: `Round once for ${datum(4)}`,
    author: datum(5),
    neighbour: datum(6)
  }
  return { textOf: (field) => texts[field], cores: () => cores }
}

describe('private data in what the cause of a spike is read from', () => {
  let stage: SpikeStage
  beforeAll(async () => {
    stage = await openSpikeStage()
  })
  afterAll(() => stage.open.stop())

  it('was read: what is harmless in the same fields is told', async () => {
    // Another version than that of the events would be another deploy, and of two no commit is named.
    const run = await stage.play((field) => (field === 'version' ? '' : `harmless-${field}`))
    const jira = JSON.stringify(stage.open.stage.jira.issues().at(-1)?.description)
    for (const field of ['title', 'author']) {
      expect([run.summary, run.report, jira].filter((out) => !out.includes(`harmless-${field}`))).toEqual([])
    }
  })

  it.each(kinds)('is not told: %s', async (kind) => {
    const { textOf, cores } = plant(kind, kinds.indexOf(kind) + 1)
    const run = await stage.play(textOf)
    expect(run.exitCode).toBe(0)
    expect(run.report).toContain('"attribution"')
    const left = everythingIn(run)
    expect(cores().filter((core) => left.includes(core))).toEqual([])
  })
})

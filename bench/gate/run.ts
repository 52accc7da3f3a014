import { scoreCascades } from './cascades/score-cascades.js'
import { lastDeploy, ourCause, scoreScenes } from './deploys/score-deploys.js'
import { cascadeSection, causeSection, sceneSection, sweepSection } from './evidence-tables.js'
import { measureGate, timeWay, verdictsOf } from './measure.js'
import { kindNames } from './kinds.js'
import { readOptions } from './options.js'
import { pooled } from './scores.js'
import { scoreSweeps } from './sweeps.js'
import { kindScores, kindSection, summarise, summarySection, type Section } from './tables.js'
import { ways } from './ways/index.js'

/** Sweeps cost nothing: their p are those that were measured. */
const sweeps = 200
/** An environment has sixty issues, each with a history of its own. */
const playsPerEnvironment = 10

/** How often the evidence is wrong and what it finds, next to well-known ways, on what we simulate. Prints. */
export function runGate(args: readonly string[]): void {
  const options = readOptions(args)
  const measured = measureGate(ways, options.plays, options.kinds)
  const names = ways.map(({ name }) => name)
  const summaries = names.map((way) => summarise(measured, way))
  const times = new Map(ways.map((way) => [way.name, timeWay(way, options.kinds)]))
  const swept = new Map(
    names.map((way) => [way, scoreSweeps(pooled(measured.map((row) => verdictsOf(row, way))), sweeps)])
  )
  // Who asks for some kinds of history alone does not wait for the rest.
  const isWhole = options.kinds.length === kindNames.length
  const causes = new Map(
    (isWhole ? [ourCause, lastDeploy] : []).map((way) => [way.name, scoreScenes(way, options.plays)])
  )
  const cascades = isWhole ? scoreCascades(Math.ceil(options.plays / playsPerEnvironment)) : []
  if (options.json) {
    const report = {
      summaries,
      times: Object.fromEntries(times),
      sweeps: Object.fromEntries(swept),
      causes: Object.fromEntries(causes),
      cascades
    }
    console.log(JSON.stringify(report, undefined, 2))
    return
  }
  const sections = [
    ...kindScores.map((score) => kindSection(measured, names, score)),
    summarySection(summaries, times),
    sweepSection(swept),
    ...(isWhole
      ? [sceneSection(causes.get(ourCause.name) ?? []), causeSection(causes), cascadeSection(cascades)]
      : [])
  ]
  for (const section of sections) printSection(section)
}

function printSection({ title, table }: Section): void {
  console.log(`\n\u001b[1m${title}\u001b[0m\n\n${table}`)
}

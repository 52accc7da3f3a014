import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { renderTable } from '../bench/table.js'
import { bundle } from '../services/runner/embedded-runner.js'
import { readOptions } from './options.js'
import { scenarios } from './scenarios/all.js'
import { playScenario, type Failure, type Row } from './suite.js'

/*
 * Tries to break the two promises that nobody can check by reading: nothing doubles, and nothing is lost. Many real processes of the
 * committed bundle, between embedded vendors that fail in every way they can, killed at every request.
 */

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<0 | 1> {
  const options = readOptions(args)
  const unknown = options.only.filter((name) => scenarios.every((each) => each.name !== name))
  if (unknown.length > 0) {
    const names = scenarios.map(({ name }) => name).join(', ')
    throw new Error(`There is no scenario ${unknown.join(', ')}. There are ${names}.`)
  }
  const chosen = scenarios.filter(({ name }) => options.only.length === 0 || options.only.includes(name))
  console.log(`Seed ${options.seed}, ${chosen.length} scenarios.\n`)
  const remove = keepBundle()
  const rows: Row[] = []
  try {
    for (const scenario of chosen) {
      console.log(`${scenario.name}: ${scenario.title}`)
      rows.push(await playScenario(scenario, options, tell))
    }
  } finally {
    remove()
  }
  console.log(`\n${tableOf(rows)}`)
  return rows.some(({ failures }) => failures.length > 0) ? 1 : 0
}

/** The bundle as it is now, for all plays: somebody may build it again while they go on. */
function keepBundle(): () => void {
  if (process.env['CHAOS_BUNDLE'] !== undefined) return () => undefined
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
  cpSync(dirname(bundle), folder, { recursive: true })
  process.env['CHAOS_BUNDLE'] = join(folder, 'index.js')
  return () => rmSync(folder, { recursive: true, force: true })
}

function tell(failure: Failure | undefined): void {
  if (failure === undefined) return
  const violations = failure.violations.map(({ invariant, detail }) => `    ${invariant}: ${detail}`)
  const story = failure.story.map((line) => `      ${line}`)
  console.log([`  VIOLATED  ${failure.command}`, ...violations, ...story].join('\n'))
}

function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ scenario, plays, processes, faults, failures, seconds }) => [
    scenario.name,
    String(plays),
    String(processes),
    String(faults),
    String(failures.reduce((sum, { violations }) => sum + violations.length, 0)),
    `${seconds.toFixed(0)} s`
  ])
  return renderTable(['scenario', 'plays', 'runs', 'faults injected', 'violations', 'time'], cells)
}

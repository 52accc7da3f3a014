import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface GhCall {
  readonly args: readonly string[]
  readonly input: string
}

/** A program `gh` on the path that writes down what it is called with. */
export interface GhStandIn {
  readonly env: Readonly<Record<string, string>>
  calls(): readonly GhCall[]
}

/**
 * @param answers what it prints, by its first two arguments; everything else is silence and success
 */
export function standInForGh(home: string, answers: Readonly<Record<string, string>> = {}): GhStandIn {
  const folder = join(home, 'gh-stand-in')
  const log = join(folder, 'calls.jsonl')
  const program = join(folder, 'gh')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    program,
    `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs')
const args = process.argv.slice(2)
appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, input: readFileSync(0, 'utf8') }) + '\\n')
process.stdout.write(${JSON.stringify(answers)}[args.slice(0, 2).join(' ')] ?? '')
`
  )
  chmodSync(program, 0o755)
  return {
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    calls: () =>
      (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []).map(
        (line) => JSON.parse(line) as GhCall
      )
  }
}

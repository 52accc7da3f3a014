import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A test of the repository's own that looks around as code of strangers would, and writes down what it finds: the environment of
 * every process that it can see, and the configuration of the checkout. Where the machine has no sandbox it would find other people's
 * processes, which the documentation admits: there it tells of its own command's alone.
 */
export function probeTest(folder: string, checkout: string): string {
  return `import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'

const read = (path) => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
const isOfCommand = (pid) => read('/proc/' + pid + '/environ').includes('DATADOG_AUTOFIX_COMMAND=')

test('looks around', () => {
  const sandboxed = isOfCommand(1)
  const all = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))
  const pids = sandboxed ? all : all.filter(isOfCommand)
  const seen = pids.map((pid) => [read('/proc/' + pid + '/cmdline'), read('/proc/' + pid + '/environ')])
  const config = sandboxed ? read(${JSON.stringify(join(checkout, '.git/config'))}) : ''
  const told = { sandboxed, own: process.env, seen, config }
  writeFileSync(${JSON.stringify(folder)} + '/' + Math.random() + '.json', JSON.stringify(told))
})
`
}

/** What the probes have written, one text each. */
export function readProbes(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
}

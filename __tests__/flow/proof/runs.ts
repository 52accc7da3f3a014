import type { RunFacts } from '../../../src/flow/proof/judge-proof.js'
import type { CommandRun } from '../../../src/flow/proof/proof-run.js'

function ran(change: Partial<CommandRun> = {}): CommandRun {
  const output = change.output ?? ''
  return {
    end: 'exited',
    exitCode: 1,
    durationMs: 1200,
    digest: 'd'.repeat(64),
    output,
    outputBytes: output.length,
    network: 'cut',
    leftBehind: 2,
    ...change
  }
}

export function factsOf(run: Partial<CommandRun>, change: Partial<RunFacts> = {}): RunFacts {
  return { role: 'suite', project: 'web', command: 'npm test', tree: '/w/base', run: ran(run), ...change }
}

/** What mocha writes of failing tests in TAP. */
export const failing = (...names: readonly string[]): string =>
  [
    `1..${names.length + 1}`,
    ...names.map((name, index) => `not ok ${index + 1} ${name}\n  boom`),
    `ok ${names.length + 1} good`,
    `# tests ${names.length + 1}`,
    '# pass 1',
    `# fail ${names.length}`,
    ''
  ].join('\n')

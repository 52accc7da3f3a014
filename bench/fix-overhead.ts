import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFixWorkspace } from '../src/adapters/git/fix-workspace.js'
import { inMs, renderTable } from './table.js'

const FILES = 50_000
const FILES_IN_FOLDER = 100

/**
 * Our own time around agent and tests on a large repository, step by step as a run takes them, next to `git status` in a fresh
 * checkout of it. What the agent and the tests take is left out: nothing of it is ours.
 */
export async function printFixOverhead(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'fix-overhead-'))
  try {
    const origin = join(home, 'origin.git')
    const checkout = join(home, 'checkout')
    const commit = seed(origin)
    execFileSync('git', ['clone', '--quiet', '--branch', 'main', origin, checkout])
    const cold = timed(() => spawnSync('git', ['-C', checkout, 'status', '--porcelain']))
    const warm = timed(() => spawnSync('git', ['-C', checkout, 'status', '--porcelain']))
    const steps: [string, number][] = []
    const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const started = performance.now()
      const result = await work()
      steps.push([name, performance.now() - started])
      return result
    }
    mkdirSync(join(home, 'work'))
    const workspace = await step('copy of the base, with its index', () =>
      openFixWorkspace({
        temporaryFolder: join(home, 'work'),
        commit,
        sources: [{ kind: 'checkout', folder: checkout }],
        searchPath: process.env['PATH'] ?? ''
      })
    )
    const tests = await step("tree for the agent's test runs", () => workspace.cleanTree('agent-tests'))
    writeFileSync(join(workspace.agentTree, 'folder-0/file-0.js'), 'export const value = 1\n')
    writeFileSync(join(workspace.agentTree, 'folder-0/file-0.test.js'), 'export {}\n')
    const { tree, change } = await step('what the agent changed', () => workspace.snapshot())
    const paths = change.changes.map(({ path }) => path)
    await step('the change into the tests', () => tests.apply(tree, paths))
    await step('what the agent changed, in the end', () => workspace.snapshot())
    await step('the patch', () => workspace.patch(tree))
    const base = await step('clean tree of the base for the proof', () => workspace.cleanTree('base'))
    const alone = await step('a copy for the tests alone', () => base.copy('tests-alone'))
    await step('the tests into it', () => alone.apply(tree, paths.slice(1)))
    const changed = await step('a copy for the change', () => base.copy('with-change'))
    await step('the change into it', () => changed.apply(tree, paths))
    await step('the change taken back', () => changed.apply(commit, paths.slice(0, 1)))
    await step('all of it removed', () => workspace.remove())
    const total = steps.reduce((sum, [, ms]) => sum + ms, 0)
    console.log(`\nOur own time around agent and tests, ${FILES} files\n`)
    console.log(
      renderTable(
        ['step', 'time', 'times git status'],
        [
          ['git status there, for the first time', inMs(cold), (cold / warm).toFixed(1)],
          ['git status there, again', inMs(warm), '1.0'],
          ...steps.map(([name, ms]) => [name, inMs(ms), (ms / warm).toFixed(1)]),
          ['in all', inMs(total), (total / warm).toFixed(1)]
        ]
      )
    )
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function seed(origin: string): string {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin])
  const entries = Array.from({ length: FILES }, (_, index) => {
    const folder = Math.floor(index / FILES_IN_FOLDER)
    const content = `export const value = ${index}\n`.repeat(20)
    return `M 100644 inline folder-${folder}/file-${index % FILES_IN_FOLDER}.js\ndata ${content.length}\n${content}\n`
  })
  const input = `commit refs/heads/main\ncommitter bench <bench@example.com> 1770000000 +0000\ndata 4\nSeed\n${entries.join('')}`
  execFileSync('git', ['-C', origin, 'fast-import', '--quiet'], { input, maxBuffer: 1024 * 1024 })
  return execFileSync('git', ['-C', origin, 'rev-parse', 'main'], { encoding: 'utf8' }).trim()
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

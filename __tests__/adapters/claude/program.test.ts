import { afterAll, describe, expect, it } from '@jest/globals'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { findProgram, type ProgramFacts } from '../../../src/adapters/claude/program.js'
import { ConfigurationError } from '../../../src/errors.js'
import { Folders, SEARCH_PATH } from '../git/checkout.js'

const folders = new Folders()
afterAll(() => folders.removeAll())

async function program(script: string): Promise<string> {
  const folder = await folders.make()
  await writeFile(join(folder, 'claude'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return folder
}

function find(changes: Partial<ProgramFacts>): Promise<string> {
  const facts = {
    command: 'claude',
    searchPath: '',
    version: '2.1.330',
    folder: '/',
    environment: { PATH: SEARCH_PATH }
  }
  return findProgram({ ...facts, ...changes })
}

async function problemOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason
  )
  if (!(error instanceof ConfigurationError)) throw new Error(`Not a ConfigurationError: ${String(error)}`)
  return error.problems.join('\n')
}

describe('the agent’s program', () => {
  it('is the first on the PATH, when it says the version that is configured', async () => {
    const folder = await program('echo "2.1.330 (Claude Code)"')
    const [empty, notRun] = [await folders.make(), await folders.make()]
    await writeFile(join(notRun, 'claude'), '')
    await mkdir(join(empty, 'claude'))
    expect(await find({ searchPath: [empty, notRun, folder].join(':') })).toBe(join(folder, 'claude'))
  })

  it('may be named by its path', async () => {
    const folder = await program('echo 2.1.330')
    expect(await find({ command: join(folder, 'claude') })).toBe(join(folder, 'claude'))
  })

  it('is not looked for in relative folders, which would be the agent’s own', async () => {
    const folder = await program('echo 2.1.330')
    const searchPath = [relative(process.cwd(), folder), '', '.'].join(':')
    expect(await problemOf(find({ searchPath }))).toContain('"claude" is not on the PATH')
  })

  it('that is missing is told with how to install it', async () => {
    expect(await problemOf(find({ searchPath: await folders.make() }))).toContain(
      'npm install --global @anthropic-ai/claude-code@2.1.330'
    )
    expect(await problemOf(find({ command: '/nowhere/claude' }))).toContain('/nowhere/claude does not exist')
  })

  it.each([
    ['an older version', 'echo "2.1.197 (Claude Code)"', '"2.1.197 (Claude Code)"'],
    ['a version that only begins like it', 'echo 2.1.3301', '"2.1.3301"'],
    ['something else', 'echo "hello 2.1.330"', '"hello 2.1.330"'],
    ['nothing', ':', 'says that it is nothing']
  ])('that says %s is refused with what it said and both ways out', async (_, script, shown) => {
    const problem = await problemOf(find({ searchPath: await program(script) }))
    expect(problem).toContain(shown)
    expect(problem).toContain('npm install --global @anthropic-ai/claude-code@2.1.330')
    expect(problem).toContain('autofix.agent.version')
  })

  it('that fails to tell its version is refused', async () => {
    const folder = await program('echo broken >&2; exit 3')
    expect(await problemOf(find({ searchPath: folder }))).toMatch(/does not tell its version: .*broken/)
    await chmod(join(folder, 'claude'), 0o755)
    await writeFile(join(folder, 'claude'), '#!/nowhere/interpreter\n')
    expect(await problemOf(find({ searchPath: folder }))).toContain('does not tell its version')
  })
})

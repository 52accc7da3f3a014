import { afterAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { chmod, readdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { examineProgram } from '../../../src/adapters/claude/examine-program.js'
import { Folders, SEARCH_PATH } from '../git/checkout.js'

const folders = new Folders()
afterAll(() => folders.removeAll())

const installed = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))
const { version } = JSON.parse(
  readFileSync(
    new URL('../../../node_modules/@anthropic-ai/claude-code/package.json', import.meta.url),
    'utf8'
  )
) as { version: string }
const node = dirname(process.execPath)

async function examine(folder: string, wanted = version): ReturnType<typeof examineProgram> {
  return examineProgram({
    command: 'claude',
    searchPath: [folder, node, SEARCH_PATH].join(delimiter),
    version: wanted,
    temporaryFolder: await folders.make()
  })
}

async function standIn(help: string): Promise<string> {
  const folder = await folders.make()
  const file = join(folder, 'claude')
  await writeFile(
    file,
    `#!/bin/sh\nif [ "$1" = --version ]; then echo ${version}; else echo "${help}"; env > "${folder}/env"; fi\n`
  )
  await chmod(file, 0o755)
  return folder
}

describe('a look at the agent’s program', () => {
  it('finds that the real one lists every option that it is started with', async () => {
    const found = await examine(installed)
    expect(found).toEqual({ kind: 'given', value: { path: join(installed, 'claude'), unknownOptions: [] } })
  })

  it('names the options that a version does not list', async () => {
    const folder = await standIn('--output-format --model')
    const found = await examine(folder)
    const unknown = found.kind === 'given' ? found.value.unknownOptions : []
    expect(unknown).toEqual(expect.arrayContaining(['--restricted', '--setting-sources', '--json-schema']))
    expect(unknown).not.toContain('--model')
    expect(unknown).not.toContain('--max-turns')
  })

  it('hands it no variable but its own', async () => {
    const folder = await standIn('--model')
    await examine(folder)
    const env = readFileSync(join(folder, 'env'), 'utf8')
    expect(env).not.toMatch(/^(GITHUB|INPUT|ANTHROPIC|JEST|npm)_/im)
    expect(env).toMatch(/^HOME=/m)
  })

  it('is a refusal with the mend when the version is another, and leaves no folder behind', async () => {
    const temporaryFolder = await folders.make()
    const searchPath = [installed, node, SEARCH_PATH].join(delimiter)
    const found = await examineProgram({ command: 'claude', searchPath, version: '1.0.0', temporaryFolder })
    expect(found).toEqual({
      kind: 'refused',
      status: undefined,
      why: expect.stringContaining('npm install --global @anthropic-ai/claude-code@1.0.0')
    })
    expect(await readdir(temporaryFolder)).toEqual([])
  })
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { loadPolicy } from '../src/prepare-run.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const POLICY = '.github/datadog-autofix.yml'

/** Names of the patterns, or the problems, in a workspace with these files. */
async function load(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const workspace = mkdtempSync(join(tmpdir(), 'policy-'))
  folders.push(workspace)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
  const context = {
    workspace,
    owner: 'acme',
    repo: 'shop',
    commit: 'a'.repeat(40),
    serverUrl: 'https://git.example'
  }
  const unasked = (): Promise<never> => Promise.reject(new Error('Everything is in the workspace.'))
  const result = await loadPolicy(POLICY, context as never, unasked, true)
  if (!result) throw new Error('It was not read')
  return result.ok ? result.policy.patterns.map(({ name }) => name) : result.problems
}

describe('the patterns of the file that the policy names', () => {
  const policy = 'jira: { project: PPL }\npatterns-file: known.yml\n'

  it('are read from beside it', async () => {
    const known = 'patterns: [{ name: slow, match: { services: [shop] }, tier: digest, reason: x }]\n'
    expect(await load({ [POLICY]: policy, '.github/known.yml': known })).toEqual(['slow'])
  })

  it('are told with what is wrong in the policy where they cannot be read', async () => {
    const files = { [POLICY]: `${policy}limits: { concurrency: 0 }\n`, '.github/known.yml/of-a-folder': '' }
    expect(await load(files)).toEqual([
      `${POLICY} line 3: limits.concurrency is 0; write at least 1.`,
      'The policy key "patterns-file" is ".github/known.yml", which cannot be read: it is a folder.'
    ])
  })
})

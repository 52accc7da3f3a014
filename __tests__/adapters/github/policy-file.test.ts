import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { readPolicyFile } from '../../../src/adapters/github/policy-file.js'
import { readPolicy } from '../../../src/config/read-policy.js'
import { ConfigurationError } from '../../../src/errors.js'
import { Folders } from '../git/checkout.js'
import { PLACE, stage, WORKFLOW } from '../../services/github/stage.js'
import { rejection, sourceFor } from './fixtures.js'

const { github } = stage()
const folders = new Folders()

const DEFAULT = '.github/datadog-autofix.yml'
let commit = ''

beforeAll(async () => {
  commit = await github.seedFiles({
    [DEFAULT]: 'jira: { project: API }\n',
    'config/@team/é policy.yml': 'é\n'
  })
  await github.seedFiles({ [DEFAULT]: 'jira: { project: NEWER }\n' })
  const platform = await github.addRepository('acme/platform')
  await platform.seedFiles({ 'autofix/policy.yml': 'jira: { project: SHARED }\n', 'a@b/c.yml': 'at\n' })
  await platform.seedFiles({ 'autofix/policy.yml': 'jira: { project: NEXT }\n' }, { branch: 'release/next' })
  await github.addRepository('acme/secret', { readers: ['somebody-else'] })
})

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

afterAll(() => folders.removeAll())

async function workspaceWith(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const workspace = await folders.make()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true })
    await writeFile(join(workspace, path), text)
  }
  return workspace
}

function read(location: string, workspace: string, token = WORKFLOW) {
  const octokit = sourceFor(github.url, { token })
  const serverUrl = 'https://github.com'
  return readPolicyFile(location, { workspace, octokit, ...PLACE, commit, serverUrl })
}

async function problemOf(promise: Promise<unknown>): Promise<string> {
  const error = await rejection(promise)
  expect(error).toBeInstanceOf(ConfigurationError)
  return String(error)
}

describe('a path', () => {
  it('is read from the workspace, without a request', async () => {
    const workspace = await workspaceWith({ [DEFAULT]: 'jira: { project: LOCAL }\n' })
    expect(await read(DEFAULT, workspace)).toEqual({ name: DEFAULT, text: 'jira: { project: LOCAL }\n' })
    expect(github.service.requests).toEqual([])
  })

  it.each(['./config/policy.yml', 'config//policy.yml', 'config/../config/policy.yml'])(
    'may be written as %s',
    async (location) => {
      const workspace = await workspaceWith({ 'config/policy.yml': 'x' })
      expect(await read(location, workspace)).toEqual({ name: 'config/policy.yml', text: 'x' })
    }
  )

  it('that the workspace lacks is read through the API, at the commit of the run', async () => {
    const found = await read(DEFAULT, await workspaceWith())
    expect(found).toEqual({ name: `${DEFAULT}@${commit.slice(0, 7)}`, text: 'jira: { project: API }\n' })
    expect(await read(`./${DEFAULT}`, join(await workspaceWith(), 'missing'))).toEqual(found)
  })

  it('may have an @ and letters of any script, as long as no account can be called like its start', async () => {
    const path = 'config/@team/é policy.yml'
    expect((await read(`./${path}`, await workspaceWith())).text).toBe('é\n')
    const local = await workspaceWith({ '.github/policies/prod@eu.yml': 'eu' })
    expect((await read('.github/policies/prod@eu.yml', local)).text).toBe('eu')
  })

  it('that is nowhere is told with both places and an example that works', async () => {
    const workspace = await workspaceWith()
    const problem = await problemOf(read('config/policy.yml', workspace))
    expect(problem).toContain('"config/policy.yml"')
    expect(problem).toContain(workspace)
    expect(problem).toContain(`https://github.com/acme/shop at commit ${commit}`)
    const example = problem.slice(problem.indexOf('\n') + 1)
    expect(example.split('\n')).toHaveLength(6)
    expect(readPolicy('example', example)).toMatchObject({ ok: true, policy: { jira: { project: 'PPL' } } })
  })

  it('of a folder is told as one', async () => {
    const workspace = await workspaceWith({ [DEFAULT]: 'x' })
    expect(await problemOf(read('.github', workspace))).toContain('it is a folder')
    expect(await problemOf(read('.github', await workspaceWith()))).toContain('there is no such file')
  })

  it.each([
    '',
    '/etc/passwd',
    '../other/policy.yml',
    'config/../../policy.yml',
    '..',
    '.',
    '..\\policy.yml',
    'a\0b'
  ])('has to lie in the repository: %j', async (location) => {
    const workspace = join(await workspaceWith({ 'other/policy.yml': 'x', 'policy.yml': 'x' }), 'shop')
    await mkdir(workspace)
    expect(await problemOf(read(location, workspace))).toContain(
      'write a path below the top of the repository'
    )
    expect(github.service.requests).toEqual([])
  })

  it('may be a link inside of the workspace, and no other', async () => {
    const workspace = await workspaceWith({ 'policy.yml': 'linked' })
    const outside = await workspaceWith({ 'secret.txt': 'hunter2' })
    await symlink('policy.yml', join(workspace, 'inside.yml'))
    await symlink(join(outside, 'secret.txt'), join(workspace, 'outside.yml'))
    await symlink(outside, join(workspace, 'folder'))
    expect((await read('inside.yml', workspace)).text).toBe('linked')
    for (const location of ['outside.yml', 'folder/secret.txt']) {
      expect(await problemOf(read(location, workspace))).toContain('a link that leads out of the workspace')
    }
  })
})

describe('owner/repo/path@ref', () => {
  it('is read from that repository, also where the workspace has such a file', async () => {
    const location = 'acme/platform/autofix/policy.yml@main'
    const workspace = await workspaceWith({ [location]: 'local' })
    expect(await read(location, workspace)).toEqual({ name: location, text: 'jira: { project: SHARED }\n' })
  })

  it('takes a branch with slashes, and a path with an @', async () => {
    const workspace = await workspaceWith()
    const next = await read('acme/platform/autofix/policy.yml@release/next', workspace)
    expect(next.text).toBe('jira: { project: NEXT }\n')
    expect((await read('acme/platform/a@b/c.yml@main', workspace)).text).toBe('at\n')
  })

  it.each([
    ['a file that is not there', 'acme/platform/missing.yml@main'],
    ['a ref that is not there', 'acme/platform/autofix/policy.yml@v9'],
    ['a repository that is not there', 'acme/nothing/policy.yml@main'],
    ['a repository that the token may not see', 'acme/secret/policy.yml@main'],
    ['a folder', 'acme/platform/autofix@main']
  ])('says where it looked for %s', async (_, location) => {
    const problem = await problemOf(read(location, await workspaceWith()))
    const [path, ref] = location.split('@')
    expect(problem).toContain(location)
    expect(problem).toContain(`https://github.com/${path?.split('/').slice(0, 2).join('/')} at ${ref}`)
    expect(problem).toContain('"contents: read"')
    expect(problem).toContain('jira:\n  project: PPL')
  })

  it('needs a ref, and a path that stays in the repository', async () => {
    const workspace = await workspaceWith()
    expect(await problemOf(read('acme/platform/policy.yml@', workspace))).toContain('behind the @')
    expect(await problemOf(read('acme/platform/../x.yml@main', workspace))).toContain('below the top')
    expect(github.service.requests).toEqual([])
  })
})

describe('a GitHub that refuses or fails', () => {
  it('is no missing file', async () => {
    const workspace = await workspaceWith()
    const error = await rejection(read(DEFAULT, workspace, 'ghs_expired'))
    expect(error).toMatchObject({ vendor: 'GitHub', status: 401 })
    const reply = { status: 502, body: '<html>' }
    github.service.inject({ kind: 'reply', path: /contents/, times: 4, reply })
    expect(await rejection(read(DEFAULT, workspace))).toMatchObject({ status: 502, retryable: true })
  })

  it('is asked again after a reply that broke off', async () => {
    github.service.inject({ kind: 'partial', path: /contents/ })
    expect((await read(DEFAULT, await workspaceWith())).text).toBe('jira: { project: API }\n')
  })
})

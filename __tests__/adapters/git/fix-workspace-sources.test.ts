import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openFixWorkspace } from '../../../src/adapters/git/fix-workspace.js'
import type { CommitSource } from '../../../src/adapters/git/object-store.js'
import type { FixWorkspace } from '../../../src/fix-ports.js'
import { Folders, git, SEARCH_PATH } from './checkout.js'

const folders = new Folders()
const TOKEN = 'ghs_tokenOfTheTest0123456789'
const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')
let origin: string
let commits: readonly string[]
let server: Server
let base: string
let authorizations: (string | undefined)[] = []
let serverMode: 'serve' | 'refuse' | 'redirect' = 'serve'

/** Hands a request to git's own server program. https://git-scm.com/docs/git-http-backend */
function backend(request: IncomingMessage, response: ServerResponse): void {
  authorizations.push(request.headers.authorization)
  if (serverMode === 'redirect') {
    response.writeHead(302, { location: `${base}/elsewhere.git/info/refs` }).end()
    return
  }
  if (serverMode === 'refuse' || request.headers.authorization !== `Basic ${BASIC}`) {
    response
      .writeHead(403, { 'content-type': 'text/plain' })
      .end(`refused: ${request.headers.authorization ?? ''}`)
    return
  }
  const url = new URL(request.url ?? '/', base)
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: SEARCH_PATH,
      GIT_PROJECT_ROOT: origin,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname.replace('/o/r.git', '/.git'),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? '')
    }
  })
  request.pipe(child.stdin)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.on('close', () => {
    const answer = Buffer.concat(chunks)
    const end = answer.indexOf('\r\n\r\n')
    for (const line of answer.subarray(0, end).toString().split('\r\n')) {
      const colon = line.indexOf(':')
      if (line.startsWith('Status:')) response.statusCode = Number(line.slice(8, 11))
      else response.setHeader(line.slice(0, colon), line.slice(colon + 1).trim())
    }
    response.end(answer.subarray(end + 4))
  })
}

beforeAll(async () => {
  origin = await folders.make()
  await git(origin, 'init', '-q')
  for (const text of ['one\n', 'two\n', 'three\n']) {
    writeFileSync(join(origin, 'file.txt'), text)
    await git(origin, 'add', '-A')
    await git(origin, 'commit', '-q', '-m', text.trim())
  }
  commits = (await git(origin, 'rev-list', 'HEAD')).trim().split('\n')
  server = createServer(backend).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
})
afterAll(async () => {
  server.close()
  await folders.removeAll()
})

let temporary: string
async function open(sources: readonly CommitSource[], commit = commits[1] ?? ''): Promise<FixWorkspace> {
  temporary = await folders.make()
  authorizations = []
  return openFixWorkspace({ temporaryFolder: temporary, commit, sources, searchPath: SEARCH_PATH })
}
const remote = (token: string | undefined = TOKEN): CommitSource => ({
  kind: 'remote',
  url: `${base}/o/r.git`,
  token
})

function everyFile(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? everyFile(join(folder, entry.name)) : [join(folder, entry.name)]
  )
}

describe('the commit of a throw-away copy', () => {
  it('comes from the remote alone, which sees the token in its header; no file has it', async () => {
    const workspace = await open([remote()])
    expect(readFileSync(join(workspace.agentTree, 'file.txt'), 'utf8')).toBe('two\n')
    expect(new Set(authorizations)).toEqual(new Set([`Basic ${BASIC}`]))
    for (const path of everyFile(temporary)) {
      const content = readFileSync(path, 'latin1')
      expect(content.includes(TOKEN) || content.includes(BASIC)).toBe(false)
    }
  })

  it('is no argument of any program', async () => {
    const tools = await folders.make()
    const log = join(tools, 'arguments')
    const real = SEARCH_PATH
    writeFileSync(
      join(tools, 'git'),
      `#!/bin/sh\nprintf '%s\\n' "$@" >>${log}\nPATH=${real} exec git "$@"\n`,
      { mode: 0o755 }
    )
    await openFixWorkspace({
      temporaryFolder: await folders.make(),
      commit: commits[1] ?? '',
      sources: [remote()],
      searchPath: `${tools}:${real}`
    })
    const seen = readFileSync(log, 'utf8')
    expect(seen).toContain(`${base}/o/r.git`)
    expect(seen).not.toContain(TOKEN)
    expect(seen).not.toContain(BASIC)
  })

  it('comes from a checkout that has it, without a request', async () => {
    const workspace = await open([{ kind: 'checkout', folder: origin }, remote()])
    expect(readFileSync(join(workspace.agentTree, 'file.txt'), 'utf8')).toBe('two\n')
    expect(authorizations).toEqual([])
  })

  it.each(['shallow', 'without contents', 'no repository'])(
    'comes from the remote where the checkout is %s',
    async (kind) => {
      const folder = await folders.make()
      await git(origin, 'config', 'uploadpack.allowFilter', 'true')
      if (kind === 'shallow') await git(folder, 'clone', '-q', '--depth=1', `file://${origin}`, '.')
      if (kind === 'without contents')
        await git(folder, 'clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin}`, '.')
      const workspace = await open([{ kind: 'checkout', folder }, remote()])
      expect(readFileSync(join(workspace.agentTree, 'file.txt'), 'utf8')).toBe('two\n')
      expect(authorizations.length).toBeGreaterThan(0)
      const { change } = await workspace.snapshot()
      expect(change).toEqual({ changes: [], strays: [] })
    }
  )

  it.each(['refuse', 'redirect'] as const)(
    'that a server does not give (%s) is told with every source and no token',
    async (mode) => {
      const folder = await folders.make()
      serverMode = mode
      const failure: unknown = await open([{ kind: 'checkout', folder }, remote()]).catch(
        (error: unknown) => error
      )
      serverMode = 'serve'
      expect(failure).toMatchObject({ name: 'ConfigurationError' })
      const text = `${String(failure)} ${JSON.stringify(failure)} ${String((failure as Error).cause)} ${(failure as Error).stack}`
      expect(text).toContain(folder)
      expect(text).toContain(`${base}/o/r.git`)
      expect(text).not.toContain(TOKEN)
      expect(text).not.toContain(BASIC)
      expect(readdirSync(temporary)).toEqual([])
      expect(authorizations).toHaveLength(1)
    }
  )

  it.each([
    ['a branch', 'main', 'whole commit'],
    ['short', 'abc123', 'whole commit'],
    ['nowhere', 'f'.repeat(40), 'does not have the whole commit']
  ])('that is %s is refused', async (_, commit, message) => {
    await expect(open([{ kind: 'checkout', folder: origin }, remote()], commit)).rejects.toThrow(message)
  })

  it.each([
    ['http://example.com/o/r.git', 'not https'],
    ['https://user:secret-pass@example.com/o/r.git', 'holds a credential'],
    ['ext::sh -c true', 'not https']
  ])('is not fetched from %s', async (url, message) => {
    const failure: unknown = await open([{ kind: 'remote', url, token: undefined }]).catch(
      (error: unknown) => error
    )
    expect(String(failure)).toContain(message)
    expect(String(failure)).not.toContain('secret-pass')
  })
})

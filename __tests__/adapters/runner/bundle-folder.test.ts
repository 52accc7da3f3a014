import { execFile } from 'node:child_process'
import {
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createBundleFolder } from '../../../src/adapters/runner/bundle-folder.js'
import { ConfigurationError } from '../../../src/errors.js'

const BUNDLE = { schema: 1, end: { reason: 'proven', why: 'é \u2028' } }
const PATCH = 'diff --git a/x b/x\n'

let place: string
let folder: string
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'bundle-'))
  folder = join(place, 'deep', 'datadog-autofix')
})
afterEach(() => rm(place, { recursive: true, force: true }))

/** What a promise rejects with; fails when that is no problem of the user's. */
async function problemOf(promise: Promise<unknown>): Promise<ConfigurationError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  if (error instanceof ConfigurationError) return error
  throw new Error('It is no ConfigurationError', { cause: error })
}

describe('a bundle folder', () => {
  it('gives back what was written, from a folder that was not there', async () => {
    await createBundleFolder(folder).write(BUNDLE, PATCH)
    expect(await createBundleFolder(folder).read()).toEqual(BUNDLE)
    expect(await readFile(join(folder, 'fix.patch'), 'utf8')).toBe(PATCH)
    expect(((await stat(join(folder, 'fix.json'))).mode & 0o777).toString(8)).toBe('600')
  })

  it('is written again by a rerun, which leaves no patch of an earlier one', async () => {
    await createBundleFolder(folder).write({ ...BUNDLE, long: 'x'.repeat(9_999) }, PATCH)
    await createBundleFolder(folder).write(BUNDLE, undefined)
    expect(await createBundleFolder(folder).read()).toEqual(BUNDLE)
    expect(await readdir(folder)).toEqual(['fix.json'])
  })
})

describe('what stands in the way of a bundle is never written into', () => {
  it.each([
    ['a link', symlink],
    ['a second name of another file', link]
  ])('%s', async (_, make) => {
    const other = join(place, 'other')
    await writeFile(other, 'mine')
    await mkdir(folder, { recursive: true })
    for (const name of ['fix.json', 'fix.patch']) await make(other, join(folder, name))
    await createBundleFolder(folder).write(BUNDLE, PATCH)
    expect(await readFile(other, 'utf8')).toBe('mine')
    expect(await createBundleFolder(folder).read()).toEqual(BUNDLE)
  })

  it('a named pipe', async () => {
    await mkdir(folder, { recursive: true })
    await promisify(execFile)('mkfifo', [join(folder, 'fix.json')])
    await createBundleFolder(folder).write(BUNDLE, undefined)
    expect(await createBundleFolder(folder).read()).toEqual(BUNDLE)
  })

  it.each(['target', 'nowhere'])('a folder that is a link to %s', async (name) => {
    await mkdir(join(place, 'target'))
    await symlink(join(place, name), join(place, 'linked'))
    const error = await problemOf(createBundleFolder(join(place, 'linked')).write(BUNDLE, PATCH))
    expect(error.message).toMatch(/cannot be written to .*linked: .*Remove what is there/)
    expect(await readdir(join(place, 'target'))).toEqual([])
  })

  it('a folder of that name', async () => {
    await mkdir(join(folder, 'fix.json'), { recursive: true })
    const error = await problemOf(createBundleFolder(folder).write(BUNDLE, PATCH))
    expect(error.message).toContain('fix.json')
    expect(error.cause).toBeDefined()
  })

  it('a file in the place of the folder', async () => {
    await writeFile(join(place, 'deep'), '')
    const error = await problemOf(createBundleFolder(folder).write(BUNDLE, PATCH))
    expect(error.message).toContain('name another folder in the input "fix-bundle"')
  })
})

describe('a bundle that cannot be read says why, and who writes it', () => {
  it.each<[string, (file: string) => Promise<unknown>, RegExp]>([
    ['it is not there', () => Promise.resolve(), /ENOENT/],
    ['it is a link', (file) => symlink('/etc/hostname', file), /ELOOP/],
    ['it is a folder', (file) => mkdir(file), /it is not a file/],
    ['it is a named pipe', (file) => promisify(execFile)('mkfifo', [file]), /it is not a file/],
    ['it is no JSON', (file) => writeFile(file, '{'), /it is not JSON/],
    ['it is empty', (file) => writeFile(file, ''), /it is not JSON/],
    [
      'it is too large',
      async (file) => {
        await writeFile(file, '')
        await truncate(file, 20_000_001)
      },
      /it has 20000001 bytes, and 20000000 are the most/
    ]
  ])('%s', async (_, make, why) => {
    await mkdir(folder, { recursive: true })
    await make(join(folder, 'fix.json'))
    const error = await problemOf(createBundleFolder(folder).read())
    expect(error.message).toMatch(why)
    expect(error.message).toContain('name its folder in the input "fix-bundle"')
  })
})

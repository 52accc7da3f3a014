import { constants } from 'node:fs'
import { lstat, mkdir, open, realpath, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ConfigurationError } from '../../errors.js'

/** The fix bundle's folder: `fix.json` says everything, `fix.patch` is the change for people and for `git apply`. */
export interface BundleFolder {
  write(bundle: unknown, patch: string | undefined): Promise<void>
  /** Whether there is anything under the name of `fix.json`. */
  exists(): Promise<boolean>
  /** The parsed `fix.json`. A missing or unreadable one is a ConfigurationError. */
  read(): Promise<unknown>
}

/** Larger than any fix within the limits, smaller than what would hurt. */
const MAXIMUM_BYTES = 20_000_000

/**
 * Links and special files are refused: what lies in a job's temporary folder may have been put there by code of strangers. Whatever
 * stands in the way of a new file is removed, never written into.
 */
export function createBundleFolder(folder: string): BundleFolder {
  const path = (name: string): string => join(resolve(folder), name)
  return {
    write: async (bundle, patch) => {
      await makeFolder(resolve(folder))
      await writeNew(path('fix.json'), `${JSON.stringify(bundle, undefined, 2)}\n`)
      if (patch === undefined) await remove(path('fix.patch'))
      else await writeNew(path('fix.patch'), patch)
    },
    exists: () =>
      lstat(path('fix.json')).then(
        () => true,
        () => false
      ),
    read: async () => {
      const file = path('fix.json')
      const text = await readBounded(file)
      try {
        return JSON.parse(text) as unknown
      } catch (cause) {
        throw unreadable(file, 'it is not JSON', cause)
      }
    }
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(dirname(folder), { recursive: true })
    const place = await realpath(dirname(folder))
    await mkdir(folder, { recursive: true })
    if ((await realpath(folder)) === join(place, basename(folder))) return
  } catch (cause) {
    throw unwritable(folder, String(cause), cause)
  }
  throw unwritable(folder, 'it is a link that leads elsewhere')
}

async function writeNew(file: string, text: string): Promise<void> {
  await remove(file)
  // The name is free now; `wx` fails where somebody takes it in between.
  await writeFile(file, text, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    throw unwritable(file, String(cause), cause)
  })
}

async function remove(file: string): Promise<void> {
  await rm(file, { force: true }).catch((cause: unknown) => {
    throw unwritable(file, String(cause), cause)
  })
}

/** Opened once, so that what was looked at is what is read; without waiting, because a named pipe may have no other end. */
async function readBounded(file: string): Promise<string> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((cause: unknown) => {
    throw unreadable(file, String(cause), cause)
  })
  try {
    const found = await handle.stat()
    if (!found.isFile()) throw unreadable(file, 'it is not a file')
    if (found.size > MAXIMUM_BYTES) {
      throw unreadable(file, `it has ${found.size} bytes, and ${MAXIMUM_BYTES} are the most`)
    }
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

function unwritable(place: string, why: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    [
      `The fix bundle cannot be written to ${place}: ${why}. Remove what is there, or name another folder in the input "fix-bundle".`
    ],
    { cause }
  )
}

function unreadable(file: string, why: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    [
      `The fix bundle ${file} cannot be read: ${why}. The autofix job of the same run writes it (publish: false); ` +
        'pass it on with actions/upload-artifact and actions/download-artifact, and name its folder in the input "fix-bundle".'
    ],
    { cause }
  )
}

import { cpSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What a build makes and is committed. Nothing else is taken over from a build that ran code of updated dependencies. */
const FOLDERS = {
  dist: /^(?:(?:\d+\.)?index\.js|licenses\.txt|package\.json)$/,
  schema: /^config\.schema\.json$/
} as const

const MAXIMUM_BYTES = 10_000_000

/**
 * Puts the rebuilt folders in the place of those of a checkout.
 *
 * @param from what the build left: `dist` and `schema`, and nothing beside them
 * @returns the folders that were replaced
 * @throws when there is anything that a build does not make: another name, a link, a folder within, a file too large; or a folder is missing
 */
export function takeRebuilt(from: string, checkout: string): readonly string[] {
  const expected = Object.keys(FOLDERS).sort()
  const names = readdirSync(from).sort()
  if (names.join() !== expected.join())
    throw new Error(`The build left ${names.join(', ') || 'nothing'} instead of ${expected.join(' and ')}.`)
  for (const [folder, allowed] of Object.entries(FOLDERS)) refuseForeign(join(from, folder), allowed)
  for (const folder of expected) {
    // A folder of the checkout that is a link goes with it, and is not written through.
    rmSync(join(checkout, folder), { recursive: true, force: true })
    cpSync(join(from, folder), join(checkout, folder), { recursive: true })
  }
  return expected
}

function refuseForeign(folder: string, allowed: RegExp): void {
  if (!lstatSync(folder).isDirectory()) throw new Error(`${folder} is no folder.`)
  const names = readdirSync(folder)
  if (names.length === 0) throw new Error(`${folder} is empty.`)
  for (const name of names) {
    const entry = lstatSync(join(folder, name))
    if (!allowed.test(name)) throw new Error(`${join(folder, name)} is nothing that a build makes.`)
    if (!entry.isFile()) throw new Error(`${join(folder, name)} is no plain file.`)
    if (entry.size > MAXIMUM_BYTES) throw new Error(`${join(folder, name)} has ${entry.size} bytes.`)
  }
}

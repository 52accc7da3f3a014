import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The digest of each file below a folder, by its path. Throws when there is no file at all. */
function digests(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  if (files.length === 0) throw new Error(`${folder} is empty.`)
  return new Map(
    files.map((file) => [
      file.slice(folder.length + 1),
      createHash('sha256').update(readFileSync(file)).digest('hex')
    ])
  )
}

/** How builds differ from the first one, to the byte; empty when they are the same. Each line names the file and the folder. */
export function compareBuilds(first: string, others: readonly string[]): readonly string[] {
  const expected = digests(first)
  return others.flatMap((folder) => {
    const found = digests(folder)
    const paths = [...new Set([...expected.keys(), ...found.keys()])].sort()
    return paths.flatMap((path) => {
      if (expected.get(path) === found.get(path)) return []
      if (!found.has(path)) return [`${path} is missing in ${folder}`]
      return [`${path} ${expected.has(path) ? 'differs' : 'is more than expected'} in ${folder}`]
    })
  })
}

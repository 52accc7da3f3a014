import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { corpus } from './corpus/corpus.js'
import { hostileKinds } from './corpus/hostile-text.js'
import { companies } from './replies/hostile-planter.js'
import { checks, sinks, type Check } from './sinks.js'

const tests = dirname(dirname(fileURLToPath(import.meta.url)))

describe('hostile text', () => {
  it.each(sinks)('of every kind is tried on every sink: %s', (sink) => {
    const rows: readonly Check[] = checks[sink]
    const tried = new Set(rows.flatMap(({ kinds }) => kinds))
    expect(hostileKinds.filter((kind) => !tried.has(kind))).toEqual([])
  })

  it('is tried where the table says', () => {
    const rows: readonly Check[] = Object.values(checks).flat()
    const missing = rows.filter(({ file, title }) => !readFileSync(join(tests, file), 'utf8').includes(title))
    expect(missing).toEqual([])
  })

  it('is tried nowhere that the table does not say', () => {
    const own = ['replies', 'sinks', 'properties'].flatMap((folder) =>
      readdirSync(join(tests, 'hostile', folder)).map((name) => `hostile/${folder}/${name}`)
    )
    const rows: readonly Check[] = Object.values(checks).flat()
    const told = new Set(rows.map(({ file }) => file))
    // These are about the size and the shape of what comes in, and about texts that go nowhere yet.
    const others = /huge-texts|malformed-replies|properties\/texts/
    const untold = own.filter((file) => file.endsWith('.test.ts') && !told.has(file) && !others.test(file))
    expect(untold).toEqual([])
  })

  it('has several texts of each kind, no two of a name, and a turn for each kind', () => {
    const all = hostileKinds.flatMap((kind) => corpus[kind])
    expect(hostileKinds.filter((kind) => corpus[kind].length < 4)).toEqual([])
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(companies.flat().sort()).toEqual([...hostileKinds].sort())
  })
})

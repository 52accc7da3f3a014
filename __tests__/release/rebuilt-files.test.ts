import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { takeRebuilt } from '../../scripts/release/rebuilt-files.js'
import { readText } from '../contract/markdown.js'

let home: string
let from: string
let checkout: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rebuilt-'))
  from = join(home, 'from')
  checkout = join(home, 'checkout')
  for (const folder of [from, checkout])
    for (const name of ['dist', 'schema']) mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(from, 'dist/index.js'), 'new')
  writeFileSync(join(from, 'dist/12.index.js'), 'later')
  writeFileSync(join(from, 'schema/config.schema.json'), '{}')
  writeFileSync(join(checkout, 'dist/index.js'), 'old')
  writeFileSync(join(checkout, 'dist/7.index.js'), 'gone')
  writeFileSync(join(checkout, 'package.json'), 'kept')
})
afterEach(() => {
  rmSync(home, { recursive: true })
})

describe('what was rebuilt', () => {
  it('takes the place of what was committed, and of nothing else', () => {
    expect(takeRebuilt(from, checkout)).toEqual(['dist', 'schema'])
    expect(readFileSync(join(checkout, 'dist/index.js'), 'utf8')).toBe('new')
    expect(existsSync(join(checkout, 'dist/7.index.js'))).toBe(false)
    expect(readFileSync(join(checkout, 'package.json'), 'utf8')).toBe('kept')
  })

  it('may be what this project has', () => {
    rmSync(from, { recursive: true })
    for (const folder of ['dist', 'schema']) mkdirSync(join(from, folder), { recursive: true })
    for (const name of [
      'dist/index.js',
      'dist/licenses.txt',
      'dist/package.json',
      'schema/config.schema.json'
    ])
      writeFileSync(join(from, name), readText(name))
    expect(takeRebuilt(from, checkout)).toEqual(['dist', 'schema'])
  })

  it('does not go through a link of the checkout', () => {
    const outside = join(home, 'outside')
    mkdirSync(outside)
    rmSync(join(checkout, 'dist'), { recursive: true })
    symlinkSync(outside, join(checkout, 'dist'))
    takeRebuilt(from, checkout)
    expect(existsSync(join(outside, 'index.js'))).toBe(false)
    expect(existsSync(join(checkout, 'dist/index.js'))).toBe(true)
  })
})

describe('what no build makes is refused:', () => {
  it.each<readonly [string, () => void, string]>([
    ['a folder beside', () => mkdirSync(join(from, '.github')), '.github'],
    ['a file beside', () => writeFileSync(join(from, 'action.yml'), ''), 'action.yml'],
    ['a script in dist', () => writeFileSync(join(from, 'dist/run.sh'), ''), 'run.sh'],
    ['a file in the schema', () => writeFileSync(join(from, 'schema/index.js'), ''), 'index.js'],
    ['a folder in dist', () => mkdirSync(join(from, 'dist/3.index.js')), 'no plain file'],
    [
      'a link',
      () => symlinkSync(join(checkout, 'package.json'), join(from, 'dist/4.index.js')),
      'no plain file'
    ],
    ['a huge file', () => writeFileSync(join(from, 'dist/5.index.js'), Buffer.alloc(10_000_001)), 'bytes'],
    ['no schema', () => rmSync(join(from, 'schema'), { recursive: true }), 'instead of dist and schema'],
    ['an empty schema', () => rmSync(join(from, 'schema/config.schema.json')), 'is empty']
  ])('%s', (_, plant, reason) => {
    plant()
    expect(() => takeRebuilt(from, checkout)).toThrow(reason)
    expect(readFileSync(join(checkout, 'dist/index.js'), 'utf8')).toBe('old')
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { loadFolder } from '../../bench/sameness/load-folder.js'
import { readOptions } from '../../bench/sameness/options.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sameness-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const message = { id: '1', source: 'shop', kind: 'int', a: 'order 1', b: 'order 2', same: true }
const event = {
  id: '1',
  language: 'go',
  perturbation: 'lines moved',
  same: true,
  a: { type: 'panic', message: 'm', stack: 's' },
  b: { type: null, stack: 's' }
}
const trace = {
  id: '1',
  language: 'go',
  stack: 's',
  frames: [{ function: 'f', line: null }],
  complete: false,
  note: 'more'
}

function write(name: string, ...rows: readonly object[]): void {
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}

describe("a folder of a team's own rows", () => {
  it('is read as it is documented; keys that are not there stay away', () => {
    write('normalise.jsonl', message)
    write('stacks.jsonl', event)
    write('frames.jsonl', trace)
    const { note: _, ...row } = trace
    expect(loadFolder(folder)).toEqual({
      messages: [message],
      events: [{ ...event, b: { type: '', message: '', stack: 's' } }],
      traces: [row],
      culprits: []
    })
  })

  it('needs none of the files', () => {
    expect(loadFolder(folder)).toEqual({ messages: [], events: [], traces: [], culprits: [] })
  })

  it('names the line that is no row', () => {
    write('normalise.jsonl', message, { ...message, same: 'yes' })
    expect(() => loadFolder(folder)).toThrow(/normalise\.jsonl, line 2, is not a row/)
  })

  it('has to be there', () => {
    expect(() => loadFolder(join(folder, 'nowhere'))).toThrow(/There is no folder/)
  })
})

describe('the options of the bench', () => {
  it('are read, and unknown ones refused', () => {
    expect(readOptions(['--data', 'rows', '--json'])).toEqual({
      data: 'rows',
      json: true,
      write: false,
      wrong: false
    })
    expect(() => readOptions(['--fast'])).toThrow(/fast/)
  })
})

import { describe, expect, it } from '@jest/globals'
import {
  blocksOf,
  culpritOf,
  eventOf,
  frameOf,
  isFrame,
  readMarkedTraces
} from '../../bench/sameness/corpus/marked-trace.js'
import { frameRowOf } from '../../bench/sameness/corpus/own-data.js'
import { ownTraces } from '../../bench/sameness/corpus/own-traces.js'

const file = `What it is.

=== one
app: shop
type: panic
message: a\\nb \\\\
path: src/cart.go
---
  panic: a
- ‹lib.Run›(0x1)
  \t«/go/pkg/mod/lib.go»:⟨7⟩ +0x2
* ‹cart.Total›()
  \t«/app/src/cart.go»:⟨41⟩:⟨3⟩ +0x2
? created by ‹main›

=== two
app: shop
type: panic
message: c
---
  panic: c
`

const [one, two] = readMarkedTraces('go', file)
const traces = ownTraces()

describe('a marked trace', () => {
  it('is the text without its marks', () => {
    expect(one && eventOf(one)).toEqual({
      type: 'panic',
      message: 'a\nb \\',
      stack:
        'panic: a\nlib.Run(0x1)\n\t/go/pkg/mod/lib.go:7 +0x2\ncart.Total()\n\t/app/src/cart.go:41:3 +0x2\ncreated by main'
    })
    expect(two && eventOf(two).stack).toBe('panic: c')
  })

  it('says where its frames are', () => {
    expect(one && blocksOf(one).filter(isFrame).map(frameOf)).toEqual([
      { function: 'lib.Run', file: '/go/pkg/mod/lib.go', line: 7, in_app: false },
      { function: 'cart.Total', file: '/app/src/cart.go', line: 41, column: 3, in_app: true },
      { function: 'main', line: null, in_app: false }
    ])
  })

  it('does not ask for frames that only some readers count', () => {
    expect(one && frameRowOf(one)).toMatchObject({ optional: 1, frames: [{ line: 7 }, { line: 41 }] })
  })

  it('names the culprit, or none', () => {
    expect(one && culpritOf(one)?.line).toBe(41)
    expect(two && culpritOf(two)).toBeUndefined()
  })

  it.each([
    ['without a type', file.replace(/^type: .*\n/m, ''), /trace one has no type/],
    ['with a line that has no mark', file.replace('  panic: a', 'panic: a'), /trace one has an unmarked line/]
  ])('%s is refused', (_, text, message) => {
    expect(() => readMarkedTraces('go', text)).toThrow(message)
  })
})

describe('our traces', () => {
  it('are at least eight of every language, each with a name of its own', () => {
    expect(new Set(traces.map(({ id }) => id)).size).toBe(traces.length)
    for (const language of new Set(traces.map((trace) => trace.language))) {
      expect(traces.filter((trace) => trace.language === language).length).toBeGreaterThanOrEqual(8)
    }
    expect(new Set(traces.map(({ language }) => language)).size).toBe(16)
  })

  it.each(traces.map((trace) => [trace.id, trace] as const))(
    '%s has frames and says their place',
    (_, trace) => {
      const row = frameRowOf(trace)
      expect(row.frames.length).toBeGreaterThan(0)
      expect(row.stack).not.toMatch(/[‹›«»⟨⟩]/)
      for (const frame of row.frames) {
        expect([frame.function, frame.file].filter((part) => typeof part === 'string')).not.toEqual([])
        expect(row.stack).toContain(frame.function ?? frame.file ?? '')
      }
    }
  )

  it('hold no path of the machine that they were made on', () => {
    expect(
      traces.filter(({ lines }) => lines.some(({ text }) => /\/tmp\/|\/root\/|\/work\//.test(text)))
    ).toEqual([])
  })
})

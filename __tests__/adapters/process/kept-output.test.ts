import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { createKeptOutput } from '../../../src/adapters/process/kept-output.js'

function keep(maximum: number, ...chunks: readonly (string | Buffer)[]): ReturnType<typeof createKeptOutput> {
  const kept = createKeptOutput(maximum)
  for (const chunk of chunks) kept.add(Buffer.from(chunk))
  return kept
}

describe('kept output', () => {
  it.each([
    ['nothing', [], ''],
    ['what fits', ['ab', 'cd'], 'abcd'],
    ['what just fits', ['0123456789', 'abcdefghij'], '0123456789abcdefghij'],
    ['a character over two chunks', [Buffer.from([0xc3]), Buffer.from([0xa4])], 'ä']
  ])('keeps %s as it is', (_, chunks, text) => {
    expect(keep(20, ...chunks).text()).toBe(text)
  })

  it('cuts at line ends and says how much is gone', () => {
    const kept = keep(20, '01234\n6789', 'abcdefghij', 'klmno\nqrst')
    expect(kept.text()).toBe('01234\n[21 bytes left out]\nqrst')
  })

  it('gives up a long piece of a cut line rather than half a credential', () => {
    const kept = keep(20_000, 'x'.repeat(50_000))
    expect(kept.text()).toBe(
      `${'x'.repeat(5904)}\n[${50_000 - 2 * 5904} bytes left out]\n${'x'.repeat(5904)}`
    )
  })

  it('tells the digest and the length of everything, in however many chunks', () => {
    const all = Array.from({ length: 1000 }, (_, index) => `line ${index}\n`)
    const kept = keep(100, ...all)
    expect(kept.bytes).toBe(all.join('').length)
    expect(kept.digest()).toBe(createHash('sha256').update(all.join('')).digest('hex'))
    expect(kept.text().endsWith('line 998\nline 999\n')).toBe(true)
  })
})

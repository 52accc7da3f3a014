import { describe, expect, it } from '@jest/globals'
import { sizeOfAdf } from '../../../src/flow/ticket/adf-size.js'
import type { AdfDocument } from '../../../src/flow/ticket/adf.js'
import { shortenAdf } from '../../../src/flow/ticket/shorten-adf.js'

function documentOf(...texts: readonly string[]): AdfDocument {
  return {
    type: 'doc',
    version: 1,
    content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
  }
}

describe('a document that grew on its way out', () => {
  it('is left as it is when it fits exactly', () => {
    const document = documentOf('a'.repeat(1_000))
    expect(shortenAdf(document, sizeOfAdf(document))).toEqual(document)
  })

  it('loses the middle of its longest text when it is one character too long', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')
    const document = documentOf('the headline', lines)
    const shortened = shortenAdf(document, sizeOfAdf(document) - 1)
    expect(sizeOfAdf(shortened)).toBeLessThan(sizeOfAdf(document))
    const [headline, body] = shortened.content.map((node) => node.content?.[0]?.text ?? '')
    expect(headline).toBe('the headline')
    expect(body).toContain('line 0\n')
    expect(body).toContain('line 99')
  })

  it('is cut in several places when one is not enough', () => {
    const document = documentOf(`a${'\n"'.repeat(5_000)}`, `b${'\n"'.repeat(5_000)}`, 'c'.repeat(5_000))
    expect(sizeOfAdf(shortenAdf(document, 6_000))).toBeLessThanOrEqual(6_000)
  })

  it('never touches short texts, whatever the limit', () => {
    const document = documentOf('a', 'b', 'c')
    expect(shortenAdf(document, 1)).toEqual(document)
  })
})

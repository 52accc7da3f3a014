import { describe, expect, it } from '@jest/globals'
import {
  bulletList,
  code,
  codeBlock,
  document,
  expand,
  factTable,
  heading,
  link,
  MAX_HREF_CHARS,
  MAX_INLINE_CHARS,
  panel,
  paragraph,
  strong,
  table,
  text
} from '../../../src/flow/ticket/adf-builders.js'
import { findAdfFaults, readAdf } from './adf-rules.js'

describe('the builders of documents', () => {
  it('build valid documents of nothing but empty text', () => {
    const empty = document([
      paragraph('', text('\u200b'), strong(''), code('\u202e'), link('', 'https://x.test')),
      heading(3, ''),
      panel('info', [paragraph('')]),
      codeBlock(''),
      ...bulletList([]),
      ...bulletList([['']]),
      table(['', 'a'], [['', '']]),
      factTable([['', '']]),
      expand('', [paragraph('')])
    ])
    expect(findAdfFaults(empty)).toEqual([])
    expect(JSON.stringify(empty)).not.toContain('"text":""')
  })

  it('keep the spaces between runs, and no others', () => {
    expect(readAdf(document([paragraph('a ', strong(' b  c '), '\n', 'd')]))).toBe('a  b c d')
  })

  it('bound a run of text at its limit', () => {
    expect(text('x'.repeat(MAX_INLINE_CHARS)).text).toHaveLength(MAX_INLINE_CHARS)
    const cut = text('x'.repeat(MAX_INLINE_CHARS + 1)).text ?? ''
    expect(cut).toContain('cut')
    expect(cut.length).toBeLessThanOrEqual(MAX_INLINE_CHARS)
  })

  it.each([
    ['https://x.test/a?b=c#d', true],
    ['http://x.test', true],
    ['HTTPS://x.test', true],
    [`https://x.test/${'a'.repeat(MAX_HREF_CHARS - 15)}`, true],
    [`https://x.test/${'a'.repeat(MAX_HREF_CHARS - 14)}`, false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['//x.test', false],
    ['https://x.test/a b', false],
    ['https://x.test/\nhttps://y.test', false],
    ['', false]
  ])('link %p: %p', (href, linked) => {
    expect(link('page', href).marks !== undefined).toBe(linked)
    expect(link('page', href).text).toBe('page')
  })

  it('keep the lines of a code block', () => {
    expect(codeBlock('a\r\n  b\u0007').content).toEqual([{ type: 'text', text: 'a\n  b␇' }])
  })
})

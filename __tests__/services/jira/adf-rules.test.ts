import { describe, expect, it } from '@jest/globals'
import { findAdfProblems, plainText } from '../../../services/jira/adf-rules.js'
import { doc, paragraph } from './loopback.js'

const text = (value: string, ...marks: unknown[]) => ({ type: 'text', text: value, marks })
const inParagraph = (...content: unknown[]) => doc({ type: 'paragraph', content })
const cell = (type: string, ...content: unknown[]) => ({ type, attrs: {}, content })

describe('findAdfProblems', () => {
  it.each([
    ['nothing', doc()],
    ['an empty paragraph', doc({ type: 'paragraph' })],
    ['a heading', doc({ type: 'heading', attrs: { level: 2 }, content: [text('What broke')] })],
    [
      'a code block',
      doc({ type: 'codeBlock', attrs: { language: 'text' }, content: [{ type: 'text', text: 'at x' }] })
    ],
    [
      'nested lists',
      doc({
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              paragraph('a'),
              { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph('b')] }] }
            ]
          }
        ]
      })
    ],
    [
      'a table',
      doc({
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [cell('tableHeader', paragraph('a')), cell('tableCell', paragraph('b'))]
          }
        ]
      })
    ],
    ['a panel', doc({ type: 'panel', attrs: { panelType: 'warning' }, content: [paragraph('unproven')] })],
    [
      'an expand with a table',
      doc({
        type: 'expand',
        attrs: { title: 'Stack' },
        content: [
          { type: 'table', content: [{ type: 'tableRow', content: [cell('tableCell', paragraph('b'))] }] }
        ]
      })
    ],
    [
      'marks',
      inParagraph(
        text('a', { type: 'strong' }, { type: 'em' }),
        text('b', { type: 'code' }, { type: 'link', attrs: { href: 'https://example.com' } }),
        text('c', { type: 'textColor', attrs: { color: '#ff0000' } })
      )
    ],
    [
      'inline nodes',
      inParagraph(
        { type: 'status', attrs: { text: 'NEW', color: 'blue' } },
        { type: 'emoji', attrs: { shortName: ':bug:' } },
        { type: 'inlineCard', attrs: { url: 'https://example.com' } },
        { type: 'hardBreak' }
      )
    ]
  ])('takes %s', (_, document) => {
    expect(findAdfProblems(document)).toEqual([])
  })

  it.each([
    ['a string', 'plain', 'the root is not a node of type doc'],
    ['no version', { type: 'doc', content: [] }, 'version is not 1'],
    ['no content', { type: 'doc', version: 1 }, 'content is not a list'],
    ['text at the top', doc(text('x')), 'not allowed in doc'],
    ['an unknown node', doc({ type: 'marquee' }), 'not allowed in doc'],
    ['empty text', inParagraph(text('')), 'text is empty'],
    ['an unknown mark', inParagraph(text('x', { type: 'blink' })), 'unknown mark blink'],
    [
      'code beside strong',
      inParagraph(text('x', { type: 'code' }, { type: 'strong' })),
      'code takes no mark'
    ],
    ['a mark twice', inParagraph(text('x', { type: 'em' }, { type: 'em' })), 'stands twice'],
    [
      'a link without address',
      inParagraph(text('x', { type: 'link', attrs: {} })),
      'mark link has invalid attrs'
    ],
    ['a heading of level 7', doc({ type: 'heading', attrs: { level: 7 } }), 'attrs are missing or invalid'],
    ['a panel of no kind', doc({ type: 'panel', content: [paragraph('x')] }), 'attrs are missing or invalid'],
    [
      'a panel with a table',
      doc({ type: 'panel', attrs: { panelType: 'info' }, content: [{ type: 'table', content: [] }] }),
      'not allowed in panel'
    ],
    [
      'an expand in a panel',
      doc({
        type: 'panel',
        attrs: { panelType: 'info' },
        content: [{ type: 'expand', content: [paragraph('x')] }]
      }),
      'not allowed in panel'
    ],
    [
      'marks in a code block',
      doc({ type: 'codeBlock', content: [text('x', { type: 'strong' })] }),
      'marks are not allowed in code'
    ],
    ['an empty list', doc({ type: 'bulletList', content: [] }), 'content is empty'],
    [
      'text in a list item',
      doc({ type: 'bulletList', content: [{ type: 'listItem', content: [text('x')] }] }),
      'not allowed in listItem'
    ],
    [
      'a status of a wrong colour',
      inParagraph({ type: 'status', attrs: { text: 'x', color: 'pink' } }),
      'attrs are missing or invalid'
    ],
    ['a stray member', doc({ ...paragraph('x'), style: 'bold' }), 'unknown member style']
  ])('refuses %s', (_, document, reason) => {
    expect(findAdfProblems(document).join('\n')).toContain(reason)
  })
})

describe('plainText', () => {
  it('keeps blocks apart and inline text together', () => {
    const content = [
      paragraph('one'),
      { type: 'paragraph', content: [text('two '), text('three', { type: 'strong' })] }
    ]
    expect(plainText(doc(...content))).toBe('one\ntwo three')
  })
})

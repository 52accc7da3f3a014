import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  escapeHtml,
  escapeMarkdown,
  fencedCode,
  mermaidLabel,
  neutraliseCommands,
  sanitiseLine,
  sanitiseText
} from '../../src/text/sanitise.js'

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b[',
      '\u001b]',
      '\u0007',
      '\u009b',
      '\u202e',
      '\u200b',
      '\ud83d',
      '\ude00',
      '\u0301',
      '\u0344'
    ),
    fc.constantFrom(
      '\r',
      '\n',
      '\t',
      ' ',
      ':',
      '#',
      '[',
      '`',
      '|',
      '@',
      '\u{e0041}',
      '\ufe0f',
      '\ufeff',
      '\u00ad',
      ';'
    ),
    fc.string({ unit: 'binary', maxLength: 3 })
  ),
  maxLength: 60
})

describe('sanitiseText', () => {
  it.each([
    ['keeps words, tabs and line ends', 'a\tb\nc', 'a\tb\nc'],
    ['makes every line end one', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['shows control characters of C0', 'a\u0000b\u0007\u007f', 'a␀b␇␡'],
    ['drops control characters of C1', 'a\u0080\u009fb', 'ab'],
    ['drops colours', '\u001b[1;31mred\u001b[0m', 'red'],
    ['drops eight-bit colours', '\u009b31mred', 'red'],
    [
      'drops a link of the terminal, keeps its text',
      '\u001b]8;;https://x.test\u0007here\u001b]8;;\u001b\\',
      'here'
    ],
    ['shows an escape that starts nothing', 'a\u001b', 'a␛'],
    ['drops bidirectional overrides and isolates', 'a\u202egpj\u202c\u2066b\u2069', 'agpjb'],
    ['drops zero-width characters and the byte order mark', '\ufeffg\u200bh\u2060p\u200d_', 'ghp_'],
    ['drops tag characters', 'a\u{e0068}\u{e0069}b', 'ab'],
    ['drops variation selectors', 'a\ufe0f\u{e0101}b', 'ab'],
    ['replaces half a surrogate pair', 'a\ud83db\ude00', 'a\ufffdb\ufffd'],
    ['does not join two halves', '\ud83d\u200b\ude00', '\ufffd\ufffd'],
    ['keeps a whole pair', '😀', '😀'],
    ['composes', 'e\u0301', 'é']
  ])('%s', (_, text, expected) => {
    expect(sanitiseText(text)).toBe(expected)
  })

  it('keeps sixteen of a pile of marks', () => {
    expect(sanitiseText(`b${'\u0316'.repeat(500)}`)).toHaveLength(17)
  })

  it('leaves nothing to do, nothing unseen and nothing broken', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = sanitiseText(text)
        expect(sanitiseText(once)).toBe(once)
        expect(once.normalize('NFC')).toBe(once)
        expect(once).not.toMatch(/\p{Cs}|[^\P{Cc}\n\t]|\p{Bidi_Control}|\p{Variation_Selector}/u)
      })
    )
  })
})

describe('sanitiseLine', () => {
  it('is one line', () => {
    expect(sanitiseLine(' a\r\n\t b \u2028c\n')).toBe('a b c')
  })
})

describe('neutraliseCommands', () => {
  const isCommand = (line: string): boolean => {
    const seen = line.replace(/[\p{Cf}\p{M}]/gu, '')
    return /^[\s\p{Cc}]*::/u.test(seen) || seen.includes('##[')
  }

  it.each([
    '::error::x',
    '  ::add-mask::x',
    'a\n\t::set-output name=a::b',
    '##[error]x',
    'x ##[group]y',
    '###[a]',
    ':\u200b:x::'
  ])('disarms %j', (text) => {
    expect(text.split(/[\r\n]/).some(isCommand)).toBe(true)
    expect(
      neutraliseCommands(text)
        .split(/[\r\n]/)
        .some(isCommand)
    ).toBe(false)
  })

  it.each(['Foo::Bar', 'a ::b', 'x: y', '## heading', '# [x]'])('leaves %j alone', (text) => {
    expect(neutraliseCommands(text)).toBe(text)
  })

  it('disarms whatever comes, and a second time changes nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = neutraliseCommands(text)
        expect(once.split(/[\r\n\u2028\u2029]/).some(isCommand)).toBe(false)
        expect(neutraliseCommands(once)).toBe(once)
      })
    )
  })
})

describe('escapeMarkdown', () => {
  it.each([
    ['a cell', 'a|b', 'a&#124;b'],
    ['code', '`x`', '&#96;x&#96;'],
    ['a link', '[a](b)', '\\[a\\]\\(b\\)'],
    ['an image', '![a](b)', '\\!\\[a\\]\\(b\\)'],
    ['HTML', '<img src=x>', '&#60;img src=x&#62;'],
    ['an entity', '&lt;', '&#38;lt;'],
    ['a mention', '@octo/team', '@&#8203;octo/team'],
    ['a reference', 'org/repo#12, GH-12', 'org/repo#&#8203;12, GH-&#8203;12'],
    ['a bare link', 'https://x.test www.x.test', 'https:&#8203;//x.test www&#8203;.x.test'],
    ['emphasis', '*a* _b_ ~c~', '\\*a\\* \\_b\\_ \\~c\\~'],
    ['a list at the start', '- a', '\\- a'],
    ['a numbered list at the start', '1. a', '1&#8203;. a'],
    ['a dash elsewhere', 'a - b', 'a - b'],
    ['line ends', 'a\r\nb', 'a b'],
    ['a backslash before a bar', '\\|', '\\\\&#124;']
  ])('neutralises %s', (_, text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected)
  })
})

describe('fencedCode', () => {
  it('has a fence longer than any inside', () => {
    expect(fencedCode('a\n````\nb', 'ts')).toBe('`````ts\na\n````\nb\n`````')
    expect(fencedCode('a')).toBe('```\na\n```')
  })

  it('takes nothing but a name for a language', () => {
    expect(fencedCode('', 'ts\n<b>`')).toBe('```tsb\n```')
  })

  it('is not closed by what it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', '\n', 'a', ' ') }), (text) => {
        const lines = fencedCode(text).split('\n')
        expect(lines.filter((line) => line.trim().startsWith(lines[0] ?? ''))).toHaveLength(2)
      })
    )
  })
})

describe('escapeHtml', () => {
  it('escapes what starts markup or ends an attribute', () => {
    expect(escapeHtml(`<a href="x" id='y'>&`)).toBe('&#60;a href=&#34;x&#34; id=&#39;y&#39;&#62;&#38;')
  })
})

describe('mermaidLabel', () => {
  it('leaves words and encodes signs', () => {
    expect(mermaidLabel('Score 12/20')).toBe('Score 12/20')
    expect(mermaidLabel('a "b" [c]|;\n%%{x}')).toBe('a #34;b#34; #91;c#93;#124;#59; #37;#37;#123;x#125;')
  })
})

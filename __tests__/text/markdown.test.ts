import { describe, expect, it } from '@jest/globals'
import { codeSpan, linkTo, markdownTable, preformatted, safe, shorten } from '../../src/text/markdown.js'

describe('a piece of markdown', () => {
  it('is one line without markup, cut before it is escaped', () => {
    expect(safe('a\n*b*')).toBe('a \\*b\\*')
    expect(safe('||||||', 5)).toBe('&#124;'.repeat(5))
    expect(shorten('abcdef', 4)).toBe('abc…')
  })

  it('in the font of code shows backticks as they are', () => {
    expect(codeSpan('a`b`')).toBe('<code>a&#96;b&#96;</code>')
  })

  it('of several lines stays as it is, and cannot be ended from inside', () => {
    expect(preformatted('a\n  b</pre>\n\n#1 @x')).toBe('<pre>\na\n  b&#60;/pre&#62;\n\n&#35;1 &#64;x\n</pre>')
    expect(preformatted("it's")).toBe('<pre>\nit&#39;s\n</pre>')
  })

  it.each([undefined, '', 'javascript:x', 'https://x.test/a b', 'https://x.test/>', 'https://x.test/`'])(
    'is no link to %j',
    (url) => {
      expect(linkTo('a', url)).toBe('a')
    }
  )

  it('is a link with its name escaped', () => {
    expect(linkTo('[a]', 'https://x.test/(b)')).toBe('[\\[a\\]](<https://x.test/(b)>)')
  })

  it('is a table of cells', () => {
    expect(markdownTable(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |')
  })
})

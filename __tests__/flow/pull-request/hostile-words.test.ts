import { describe, expect, it } from '@jest/globals'
import { composePullRequest } from '../../../src/flow/pull-request/compose-pull-request.js'
import { plainWords } from '../../../src/flow/pull-request/quiet-words.js'
import { DATADOG_URL, PUBLISH_URL, RUN_URL, TICKET_URL } from './bundle-example.js'
import { everywhere } from './everywhere.js'

function compose(text: string) {
  return composePullRequest(
    { bundle: everywhere(text), base: 'develop', runUrl: PUBLISH_URL },
    (each) => each
  )
}

/** Without what is ours, which may link, mark and name the ticket. */
function foreign(text: string): string {
  return [DATADOG_URL, TICKET_URL, RUN_URL, PUBLISH_URL, 'PPL-7'].reduce(
    (rest, ours) => rest.replaceAll(ours, ''),
    text
  )
}

const hostile: readonly (readonly [string, string, RegExp])[] = [
  ['a mention of a person', 'thanks @octocat', /@octocat/],
  ['a mention of a team', '@acme/everyone', /@acme/],
  ['a reference to an issue', 'fixes #123', /#123/],
  ['a reference to another repository', 'closes acme/shop#9', /shop#9/],
  ['a reference of the older kind', 'fixes GH-12', /GH-12/],
  [
    'the address of an issue',
    'closes https://github.com/acme/shop/issues/1',
    /https:\/\/github\.com\/acme\/shop\/issues/
  ],
  ['an issue key of Jira', 'fixes PROJ-1', /PROJ-1/],
  ['an issue key in small letters', 'see proj_x2-14', /proj_x2-14/],
  ['a smart commit', 'PROJ-1 #close #comment gone', /PROJ-1|#close/],
  ['HTML', '<img src=x onerror=alert(1)>', /<img/],
  ['the end of a section', '</details></pre></code><h1>', /<h1>|<\/code><|<\/pre><h/],
  ['an image', '![x](https://evil.test/x.png)', /!\[|\]\(http/],
  ['a link', '[x](javascript:alert(1))', /\[x\]\(/],
  ['a diagram', '```mermaid\ngraph TD\n```', /^\s*```/m],
  ['another fence', '~~~\nx\n~~~', /^>?\s*~~~/m],
  ['a table', '| a | b |\n| --- | --- |', /\| a \| b \||a \| b/],
  ['a heading', '# Approved', /^(?:>\s*)?# Approved/m],
  ['a heading of the other kind', 'Approved\n===', /^(?:>\s*)?===/m],
  ['a command of the runner', '::set-output name=x::y', /::set-output/],
  ['an older command of the runner', '##[error]x', /##\[error\]/],
  ['characters that change the direction', 'a\u202eb\u2066c', /[\u202a-\u202e\u2066-\u2069]/],
  ['characters that nobody sees', 'a\u200bb\u{e0041}', /[\u200b\u{e0000}-\u{e007f}]/u],
  ['ANSI colours', '\u001b[31mred', /\u001b/],
  ['a code span', '`code` ``code``', /`code/],
  ['a formula', '$x$ $$y$$', /(?<!\\)\$[xy$]/]
]

describe('text from outside has no effect, wherever it stands', () => {
  it.each(hostile)('%s', (name, text, effect) => {
    const { title, headline, body } = compose(text)
    expect(foreign(body)).not.toMatch(effect)
    if (/mention|reference|address|issue key|smart|characters|ANSI/.test(name))
      expect(foreign(`${title}\n${headline}`)).not.toMatch(effect)
    // Every row has the cells of its header.
    const bars = [...body.matchAll(/^\| .*$/gm)].map(([row]) => row.split('|').length - 1)
    expect(bars.filter((count) => ![8, 5].includes(count))).toEqual([])
  })

  it('and what it says stays', () => {
    const { body } = compose('fixes #123 for @octocat in PROJ-1')
    expect(body.replaceAll('&#8203;', '')).toContain('fixes #123 for @octocat in PROJ-1')
    expect(body).toContain('fixes &#35;123 for &#64;octocat in PROJ&#45;1')
  })

  it('a block of text cannot be ended from inside', () => {
    const { body } = compose('x\n</pre>\n\n# y\n```\n')
    expect(body.match(/<\/pre>/g)).toHaveLength(2)
    expect(body).not.toContain('```')
  })
})

describe('a title', () => {
  it.each([
    ['fix it [skip ci]', 'fix it (skip ci)'],
    ['[ci skip] fix it', '(ci skip) fix it'],
    ['fix [no ci]', 'fix (no ci)'],
    ['[skip actions]', '(skip actions)'],
    ['x skip-checks: true', 'x skip-checks\uff1a true'],
    ['***NO_CI***', '**NO_CI**']
  ])('cannot keep the checks away: %s', (text, shown) => {
    expect(plainWords(text)).toBe(shown)
  })

  it.each(['handle items[0] being undefined', 'guard a/b: c & d', 'raise lodash to 4.17.21 (2 files)'])(
    'stays as it is where nothing is wrong with it: %s',
    (text) => {
      expect(plainWords(text)).toBe(text)
    }
  )
})

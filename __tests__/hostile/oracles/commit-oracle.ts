import { execFileSync } from 'node:child_process'
import { findUnseen } from './seen-characters.js'

/** What hosts and CI systems look for in the message of a commit. */
const MARKS: readonly (readonly [what: string, mark: RegExp])[] = [
  ['a mention', /(?<![\w])@[a-z\d]/i],
  [
    'a reference',
    /#\d|\bGH-\d|https?:\/\/(?!app\.datadoghq|acme\.atlassian\.net\/browse\/PPL-7$|github\.com\/acme\/shop\/actions)/im
  ],
  ['an issue key', /(?<![A-Za-z\d_])(?!PPL-7\b)[a-z][a-z\d_]*-\d/i],
  [
    'a word that skips checks',
    /\[\s*(?:skip[ _-]?(?:ci|actions)|(?:ci|actions)[ _-]?skip|no[ _-]?ci)\s*\]|\*{3}NO_CI|skip-checks:\s*true/i
  ]
]

/** What a text did to a title or a message: other lines, trailers, calls, words that keep checks away. */
export function findForgedMessage(headline: string, body: string): readonly string[] {
  const whole = `${headline}\n\n${body}\n`
  const trailers = execFileSync('git', ['interpret-trailers', '--parse'], { input: whole, encoding: 'utf8' })
  return [
    ...(/[\r\n\u0085\u2028\u2029]/.test(headline) ? ['a headline of several lines'] : []),
    ...(headline.trim() === '' || /^[#;]/.test(headline) ? ['a headline that git drops'] : []),
    ...(/^(?:fixup|squash|amend)! /.test(headline) ? ['a headline for an automatic rebase'] : []),
    ...trailers
      .split('\n')
      .filter((line) => line !== '' && !/^(?:Ticket|Run|Datadog issue): https:/.test(line))
      .map((line) => `a trailer: ${line}`),
    ...MARKS.flatMap(([what, mark]) => {
      const found = mark.exec(whole)?.[0]
      return found === undefined ? [] : [`${what}: ${found}`]
    }),
    ...findUnseen(whole)
  ]
}

import type { LanguageName } from './language.js'
import type { SourceText } from './source-text.js'

interface Phrase {
  readonly languages: readonly LanguageName[]
  readonly pattern: RegExp
  /** What makes it honest on the same line. */
  readonly unless?: RegExp
}

/** One line that swallows by itself. Matched where strings and comments are blank. */
const phrases = [
  { languages: ['python'], pattern: /\bsuppress\(/ },
  { languages: ['ruby'], pattern: /\S\s+rescue\s+\S/ },
  { languages: ['go'], pattern: /^\s*_\s?=\s?\w{0,40}[eE]rr\w{0,40}\s*$/ },
  {
    languages: ['go'],
    pattern:
      /,\s?_\s?:?=\s?(?:strconv|json|xml|yaml|os\.(?:Open|Read|Create)|io|ioutil|http|time\.Parse|url\.Parse|base64|hex|sql|db|tx)\b/
  },
  { languages: ['rust'], pattern: /^\s*let\s+_\s?=\s?[^;]{0,200}[)?]\s*;?$|^[^=]{0,200}\.ok\(\);\s*$/ },
  { languages: ['rust'], pattern: /\bErr\(\w{0,40}\)\s?=>\s?(?:\{\s?\}|\(\))|\bcatch_unwind\b/ },
  { languages: ['rust'], pattern: /\bif let Err\(\w{0,40}\)\s?=[^{]{0,200}\{\s?\}/ },
  {
    languages: ['kotlin'],
    pattern: /\brunCatching\b.{0,200}\.getOr|^\s*\}\s?\.getOr(?:Null\(\)|Default\(|Else\s?\{)/
  },
  {
    languages: ['swift'],
    pattern: /\btry\?/,
    unless: /\b(?:decode|parse|JSONSerialization|init)\b.{0,200}\?\?|\b(?:guard|if)\s+(?:let|var)\b/
  },
  { languages: ['php'], pattern: /(?:^|[\s=(,!.;?:])@(?:\$?[a-z_]\w{0,60}\s?(?:[[(]|->)|new\s)/ },
  {
    languages: ['java', 'kotlin', 'dart'],
    pattern: /\.onErrorReturn(?:Item|Default)?\(|\.onErrorResume(?:Next)?\(/
  }
] as const satisfies readonly Phrase[]

export function swallowingPhrases(
  source: SourceText,
  added: ReadonlySet<number>
): readonly { readonly line: number; readonly evidence: string }[] {
  const mine: readonly Phrase[] = phrases.filter((phrase) =>
    (phrase.languages as readonly LanguageName[]).includes(source.language)
  )
  return [...added].flatMap((line) => {
    const code = source.code[line] ?? ''
    const found = mine.some(({ pattern, unless }) => pattern.test(code) && unless?.test(code) !== true)
    if (found) return [{ line, evidence: `an error is dropped: ${code.trim().slice(0, 100)}` }]
    return source.language === 'go' && recoversForGood(source, line)
      ? [{ line, evidence: 'recover() takes every panic, and nothing panics again' }]
      : []
  })
}

const recoverReach = 20

function recoversForGood({ code }: SourceText, line: number): boolean {
  if (!/\brecover\(\)/.test(code[line] ?? '')) return false
  return !code.slice(line, line + recoverReach).some((text) => /\bpanic\(/.test(text))
}

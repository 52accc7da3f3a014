import { keyKinds } from '../../../text/rules/keys.js'
import { personalKinds } from '../../../text/rules/personal.js'
import { sanitiseText } from '../../../text/sanitise.js'
import type { ChangedLine } from './changed-lines.js'
import { finding } from './finding.js'
import type { GuardFacts, GuardFinding } from './guard-verdict.js'
import type { ReadChange } from './read-change.js'

type FindPrivate = GuardFacts['findPrivate']
type Counts = Readonly<Record<string, number>>

/** Kinds that are told by the key alone and are about a person. */
const personal: ReadonlySet<string> = new Set([
  ...personalKinds,
  ...['ip-address', 'mac-address', 'street-address', 'postcode', 'national-number', 'birth-date']
])

/** A word under the key `name` tells too little: each second test has one. */
const ignoredKinds: ReadonlySet<string> = new Set(['name'])

/**
 * Credentials and personal data that the change brings in; the evidence tells the kind, never the value.
 *
 * Asked of the added lines alone, of all files together. What consists of words that removed lines have as well has only moved,
 * unless it is there more often than before. Addresses that are reserved for examples do not count, nor does a value
 * without quotes in code (`token = read()`), where the key alone speaks. The path of a new file counts as a line of it.
 */
export function judgePrivate(files: readonly ReadChange[], find: FindPrivate): readonly GuardFinding[] {
  const known = new Set(files.flatMap(({ removed }) => removed.flatMap(({ text }) => wordsIn(text))))
  const read = files.map((file) => {
    const added = textOf(file, file.added)
    return {
      file,
      all: countIn(added, file, find),
      moved: countIn(withoutNew(added, known), file, find),
      removed: countIn(textOf(file, file.removed), file, find)
    }
  })
  const kinds = [...new Set(read.flatMap(({ all }) => Object.keys(all)))]
  return kinds.flatMap((kind) => {
    const of = (counts: (each: (typeof read)[number]) => Counts): number =>
      read.reduce((sum, each) => sum + (counts(each)[kind] ?? 0), 0)
    const old = Math.min(
      of(({ moved }) => moved),
      of(({ removed }) => removed)
    )
    if (of(({ all }) => all) <= old) return []
    const holders = read.filter(({ all }) => (all[kind] ?? 0) > 0)
    const blamed = holders.filter(({ all, moved }) => (all[kind] ?? 0) > (moved[kind] ?? 0))
    return (blamed.length > 0 ? blamed : holders).map(({ file }) =>
      finding(personal.has(kind) ? 'personal-data' : 'secret', kind, {
        path: file.path,
        line: lineOf(kind, file, known, find)
      })
    )
  })
}

function textOf({ change, path }: ReadChange, lines: readonly ChangedLine[]): string {
  const isFresh = lines.length > 0 && change.before === undefined
  return [...(isFresh ? [path] : []), ...lines.map(({ text }) => text)].join('\n')
}

function countIn(text: string, { kind }: ReadChange, find: FindPrivate): Counts {
  if (text === '') return {}
  const plain = withoutExamples(sanitiseText(text))
  const everything = find(plain)
  const isCode = kind === 'code' || kind === 'test'
  const keyed = isCode && keyKinds.some((each) => each in everything) ? find(quotedLines(plain)) : everything
  return Object.fromEntries(
    Object.entries(everything)
      .map(([each, count]) => [each, keyKinds.includes(each) ? (keyed[each] ?? 0) : count] as const)
      .filter(([each, count]) => count > 0 && !ignoredKinds.has(each))
  )
}

/** Lines with a literal or a comment: outside of these, a program has no values. */
function quotedLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => /["'`#]|\/[/*]|^\s{0,200}\*|--/.test(line))
    .join('\n')
}

// RFC 2606 and 6761 for names, RFC 5737, 3849 and 1122 for addresses. The boundary keeps `example.com.evil.io` out.
const reserved = [
  /[\w.+-]{1,64}@(?:[\w-]{1,63}\.){0,3}(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)(?![\w-]|\.\w)/gi,
  /(?<![\w.])(?:127(?:\.\d{1,3}){3}|0\.0\.0\.0|255\.255\.255\.255|192\.0\.2\.\d{1,3}|198\.51\.100\.\d{1,3}|203\.0\.113\.\d{1,3})(?![\w.]*\d)/g,
  /(?<![\w:])(?:::1|2001:db8:[\da-f:]{1,32})(?![\w:])/gi
]

function withoutExamples(text: string): string {
  return reserved.reduce((plain, pattern) => plain.replace(pattern, 'sample'), text)
}

const separators = /[\s"'`,;(){}[\]<>]+/
const separated = /[^\s"'`,;(){}[\]<>]+/g

function wordsIn(text: string): readonly string[] {
  return text.split(separators).filter((word) => word !== '')
}

/** What is left of a text when the words that no removed line has are taken out. */
function withoutNew(text: string, known: ReadonlySet<string>): string {
  return text.replace(separated, (word) => (known.has(word) ? word : ''))
}

/** Lines that are asked one by one for the place of what was found. */
const mostAsked = 200

/** The line to look at; `undefined` when what was found spans several, or stands far down a long change. */
function lineOf(
  kind: string,
  file: ReadChange,
  known: ReadonlySet<string>,
  find: FindPrivate
): number | undefined {
  const asked = file.added.slice(0, mostAsked)
  const count = (text: string): number => countIn(text, file, find)[kind] ?? 0
  const fresh = asked.find(({ text }) => count(text) > count(withoutNew(text, known)))
  return (fresh ?? asked.find(({ text }) => count(text) > 0))?.line
}

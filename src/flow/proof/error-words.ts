/** Types that any error may have: they say nothing without the message. */
const genericTypes = new Set([
  'error',
  'exception',
  'throwable',
  'panic',
  'runtimeerror',
  'runtimeexception',
  'standarderror',
  'systemexception',
  'applicationexception',
  'errorstring',
  'wraperror',
  'fundamental',
  'failure',
  'fatal',
  'fatalerror',
  'errorexception',
  'unhandledrejection',
  'assertionerror',
  'assertionfailederror',
  'signal',
  'unknown'
])

/** A message may differ in a word: a property of the test's own object. */
const SHARE_THAT_FITS = 0.8
/** A longer message is compared by its beginning. */
const MAXIMUM_WORDS = 40

/** The telling part of a type: of `java.lang.NullPointerException`, `App\Errors\NotFound`, `*json.SyntaxError` the last. */
export function tellingType(type: string): string | undefined {
  const name =
    type
      .trim()
      .split(/[.\\/:*\s]+/)
      .at(-1) ?? ''
  return name.length < 3 || genericTypes.has(name.toLowerCase()) ? undefined : name
}

/** Words of a message or of a template of one; what a template masks is none. */
export function wordsOf(text: string, most = MAXIMUM_WORDS): ReadonlySet<string> {
  const words = text
    .replace(/<\w{1,20}>/g, ' ')
    .toLowerCase()
    .match(/[\p{L}_][\p{L}\p{N}_]{1,80}/gu)
  return new Set((words ?? []).slice(0, most))
}

/** Whether a text has the words of a message. */
export function fitsMessage(words: ReadonlySet<string>, text: string): boolean {
  if (words.size === 0) return false
  const found = wordsOf(text, Number.MAX_SAFE_INTEGER)
  const fitting = [...words].filter((word) => found.has(word)).length
  return fitting >= Math.ceil(words.size * SHARE_THAT_FITS)
}

export function sharesWord(words: ReadonlySet<string>, text: string): boolean {
  const found = wordsOf(text, Number.MAX_SAFE_INTEGER)
  return [...words].some((word) => found.has(word))
}

/** Whether a name stands in the line, not as a part of a longer one. */
export function hasWord(line: string, word: string): boolean {
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
    if (!isNamePart(line[at - 1]) && !isNamePart(line[at + word.length])) return true
  }
  return false
}

function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character)
}

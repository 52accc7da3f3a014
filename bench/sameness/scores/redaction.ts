import { createRedactor } from '../../../src/text/redact.js'
import { sanitiseText } from '../../../src/text/sanitise.js'
import type { PlantedText } from '../corpus/redaction/planted.js'
import { isLeft } from '../corpus/redaction/plant.js'
import { plainWay, type Way } from '../ways/way.js'
import { share } from './pairs.js'

/** Gives the text without what is private. */
export type RedactionWay = Way<string, string>

export interface RedactionReport {
  readonly texts: number
  /** Secrets of which not even a half is left. */
  readonly found: number | undefined
  readonly byKind: Readonly<Record<string, number | undefined>>
  /** Share of the harmless texts that came out changed. */
  readonly touched: number | undefined
  readonly wrong: readonly string[]
}

const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: [] })

export const ourRedaction: RedactionWay = plainWay('ours', (text: string) =>
  redactor.redact(sanitiseText(text))
)

/** Patterns that a team collects on the way. */
const commonPatterns: readonly RegExp[] = [
  /(?<=\b(?:password|passwd|pwd|secret|token|api[_-]?key|authorization)["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',&;]{3,500}/gi,
  /(?<=\bBearer )[\w.~+/-]{8,2000}=*/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{8,2000}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_\w{36}\b/g,
  /(?<=:\/\/[^\s:@/]{1,200}:)[^\s@/]{1,200}(?=@)/g,
  /\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b/g,
  /\b(?:\d[ -]?){15}\d\b/g,
  /\b\d{3}-\d\d-\d{4}\b/g,
  /\b(?:\d{1,3}\.){3}\d{1,3}\b/g
]

export const redactionWays: readonly RedactionWay[] = [
  plainWay('ten common patterns', (text: string) =>
    commonPatterns.reduce((rest, pattern) => rest.replace(pattern, '[redacted]'), text)
  )
]

export function scoreRedaction(
  planted: readonly PlantedText[],
  harmless: readonly string[],
  way: RedactionWay
): RedactionReport {
  const redact = way.learn([])
  const judged = planted.map((each) => ({
    each,
    isFound: !isLeft(redact(each.text), each.secret, each.around)
  }))
  const kinds = [...new Set(planted.map(({ kind }) => kind))]
  const shareOf = (some: typeof judged): number | undefined =>
    share(some.filter(({ isFound }) => isFound).length, some.length)
  // What is only a matter of how a text is written down is not a change.
  const plain = (text: string): string => sanitiseText(text)
  return {
    texts: planted.length,
    found: shareOf(judged),
    byKind: Object.fromEntries(
      kinds.map((kind) => [kind, shareOf(judged.filter(({ each }) => each.kind === kind))])
    ),
    touched: share(harmless.filter((text) => plain(redact(text)) !== plain(text)).length, harmless.length),
    wrong: judged.filter(({ isFound }) => !isFound).map(({ each }) => `${each.kind} ${each.context}`)
  }
}

import { contextOf, maskRules } from './mask-rules.js'

const anyRule = new RegExp(maskRules.map((rule) => `(${rule.pattern})`).join('|'), 'g')

/** Masking settles after one pass for all but odd texts, where a mask makes its neighbour readable. */
const mostPasses = 8

/**
 * The template of a message: what stays the same however often the same error happens. Variables become `<uuid>`, `<num>`,
 * `<hex>`, `<date>`, `<ip>`, `<url>` (with the route), `<host>`, `<email>`, `<path>`, `<id>` and `<str>`; error codes, HTTP
 * statuses and the names of properties, classes and functions stay. White space becomes single spaces. The template of a
 * template is itself; takes time linear in the message.
 */
export function normaliseMessage(message: string): string {
  let template = message.replace(/\s+/g, ' ').trim()
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = dropRepeats(maskOnce(template))
    if (next === template) break
    template = next
  }
  return template
}

function maskOnce(text: string): string {
  return text.replace(anyRule, (match: string, ...rest: unknown[]) => {
    const groups = rest.slice(0, maskRules.length)
    const index = groups.findIndex((group) => group !== undefined)
    const start = rest[maskRules.length]
    const rule = maskRules[index]
    if (rule === undefined || typeof start !== 'number') return match
    return rule.mask(match, contextOf(text, start, start + match.length))
  })
}

/** Lists of values differ in length: `<num>, <num>, <num>` is `<num>`. */
function dropRepeats(text: string): string {
  const words = text.split(' ')
  const bare = words.map((word) => word.replace(/[,;]$/, ''))
  return words.filter((_, at) => !isMask(bare[at]) || bare[at] !== bare[at + 1]).join(' ')
}

function isMask(word: string | undefined): boolean {
  return word !== undefined && /<(?:uuid|num|hex|date|ip|url|host|email|path|id|str)>/.test(word)
}

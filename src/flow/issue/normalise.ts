import { maskRules } from './mask-rules.js'
import { collapseLists } from './masks/collapse.js'
import type { MaskRule } from './masks/mask-rule.js'
import { maskText } from './masks/mask-text.js'
import { ruleTable } from './masks/rule-table.js'

/** Masking settles after one pass for all but odd texts, where a mask makes its neighbour readable. */
const mostPasses = 8

/** A template is at most so many times as long as its message: `<num>` stands for one digit. */
export const mostGrowth = 5

/**
 * The template of a message: what stays the same however often the same error happens. Variables become `<uuid>`, `<num>`,
 * `<hex>`, `<date>`, `<duration>`, `<size>`, `<host>` (by name or address), `<url>` (with the route), `<email>`, `<path>`,
 * `<id>`, `<token>` and `<str>`; error codes, HTTP statuses and the names of properties, classes and functions stay. White
 * space becomes single spaces, and lists of values one value. The template of a template is itself, and is at most
 * `mostGrowth` times as long as the message. Takes time linear in the message.
 */
export const normaliseMessage = normaliserOf(maskRules)

/** Makes a normaliser of rules, whose order means nothing. */
export function normaliserOf(rules: readonly MaskRule[]): (message: string) => string {
  const table = ruleTable(rules)
  return (message) => {
    let template = withSingleSpaces(message)
    let isCollapsed = false
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const masked = maskText(template, table)
      if (isCollapsed && masked === template) break
      const next = collapseLists(masked)
      isCollapsed = next === masked
      if (next === template) break
      template = next
    }
    return template
  }
}

function withSingleSpaces(message: string): string {
  return oddSpace.test(message) ? message.replace(/[^\S ]\s*| \s+/g, ' ').trim() : message
}

/** Finds too much outside of ASCII, where a quick look cannot tell. */
const oddSpace = /[^ -~]|  |^ | $/

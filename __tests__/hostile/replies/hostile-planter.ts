import { Planter } from '../../privacy/planter.js'
import type { VendorName } from '../../privacy/plant-replies.js'
import type { PassingReply } from '../../privacy/reply-proxy.js'
import { pickText } from '../corpus/corpus.js'
import { FORGED, type HostileKind } from '../corpus/hostile-text.js'
import { FLOW_TAG, identities } from './identities.js'
import { changeJson } from './leaves.js'

/** Texts of several lines, into which hostile ones go among the lines. */
const STACK = /stack$/i

/** Names that mean something to the language, the runner or a table, as names of fields. */
const hostileKeys = {
  ['__proto__']: { polluted: FORGED, toString: FORGED },
  constructor: { prototype: { polluted: FORGED } },
  hasOwnProperty: FORGED,
  '::error::x': FORGED,
  '| x | @octocat': '<img src=x>'
}

/**
 * Kinds that stand together, so that fewer turns are enough: the longer one behind. What has to be alone to be what it is, is alone.
 */
export const companies: readonly (readonly HostileKind[])[] = [
  ['instructions', 'huge'],
  ['delimiters', 'regular expressions'],
  ['markdown', 'json'],
  ['html', 'paths'],
  ['references', 'addresses'],
  ['commits', 'shell'],
  ['diagrams', 'queries'],
  ['commands', 'jira markup'],
  ['step files', 'broken text'],
  ['terminal', 'unseen'],
  ['direction'],
  ['blank']
]

/**
 * Puts hostile text into every field, in place of what it said or behind it. A field gets other kinds with every turn, so that after
 * as many turns as there are companies each field had each kind; the same field gets the same text throughout a turn.
 */
export class HostilePlanter extends Planter {
  turn = 0
  readonly #planted = new Map<string, Set<HostileKind>>()

  /** Kinds that each field had. */
  get planted(): ReadonlyMap<string, ReadonlySet<HostileKind>> {
    return this.#planted
  }

  override plant(text: string, place: string): string {
    const number = numberOf(place) + this.turn
    const kinds = companies[number % companies.length] ?? []
    const had = this.#planted.get(place) ?? new Set()
    for (const kind of kinds) this.#planted.set(place, had.add(kind))
    const hostile = kinds.map((kind) => pickText(kind, numberOf(`${place} ${this.turn}`))).join(' ')
    if (STACK.test(place) && number % 4 !== 0) return amongLines(text, hostile)
    return number % 3 === 0 ? hostile : `${text}${hostile}`
  }

  /** The reply with a text in every field that is no identity; files of the repository pass as they are. */
  plantReply(vendor: VendorName, { body, type }: PassingReply): Buffer {
    if (!/json/.test(type) || /raw/.test(type) || body.length === 0) return body
    const leaf = (path: string, value: unknown): unknown =>
      typeof value !== 'string' || identities[vendor].test(path) || FLOW_TAG.test(value)
        ? value
        : this.plant(value, `${vendor} ${path}`)
    return Buffer.from(changeJson(body.toString('utf8'), { leaf, keys: hostileKeys }))
  }
}

/** As a line of its own, as the message, and as names in a frame. */
function amongLines(stack: string, hostile: string): string {
  const [headline = '', ...frames] = stack.split('\n')
  const short = hostile.slice(0, 2_000)
  return [
    `${headline} ${short}`,
    ...frames.slice(0, 1),
    `    at ${short} (/app/src/${short}:1:1)`,
    hostile,
    ...frames.slice(1)
  ].join('\n')
}

function numberOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99_991, 7)
}

import { messageTemplates } from './message-templates.js'
import { seeded } from './random.js'
import { fill, kindsOf } from './variables.js'
import type { MessageRow } from '../rows.js'

/** Pairs of fillings of each template. */
const fillings = 3
/** Templates further on in the list that each is set against. */
const strangers = 3

/** Pairs of messages: one template filled twice, and different templates. */
export function ownMessages(): readonly MessageRow[] {
  return Object.entries(messageTemplates).flatMap(([source, groups]) => {
    const all = groups.flat()
    return [
      ...all.flatMap((template) => sameTemplate(source, template)),
      ...groups.flatMap((group) => siblings(source, group)),
      ...all.flatMap((template, at) =>
        all
          .slice(at + 1)
          .filter((other) => !groups.some((group) => group.includes(template) && group.includes(other)))
          .slice(0, strangers)
          .map((other) => differentPair(source, 'another format', template, other))
      )
    ]
  })
}

function sameTemplate(source: string, template: string): readonly MessageRow[] {
  const kinds = kindsOf(template)
  if (kinds.length === 0) return []
  return Array.from({ length: fillings }, (_, round) => {
    const random = seeded(`${template} ${round}`)
    return {
      id: `${template} ${round}`,
      source,
      kind: kinds.length === 1 ? (kinds[0] ?? '') : 'several variables',
      a: fill(template, random),
      b: fill(template, random),
      same: true
    }
  })
}

function siblings(source: string, group: readonly string[]): readonly MessageRow[] {
  return group.flatMap((template, at) =>
    group.slice(at + 1).map((other) => differentPair(source, 'one word or code differs', template, other))
  )
}

function differentPair(source: string, kind: string, template: string, other: string): MessageRow {
  const random = seeded(`${template} ${other}`)
  return {
    id: `${template} / ${other}`,
    source,
    kind,
    a: fill(template, random),
    b: fill(other, random),
    same: false
  }
}

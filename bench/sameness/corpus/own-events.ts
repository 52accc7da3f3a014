import { bugChanges } from './changes/bug-changes.js'
import type { Change } from './changes/edit.js'
import { placeChanges } from './changes/place-changes.js'
import { shapeChanges } from './changes/shape-changes.js'
import { textChanges } from './changes/text-changes.js'
import { culpritOf, eventOf, type MarkedTrace } from './marked-trace.js'
import { seeded } from './random.js'
import type { EventRow } from '../rows.js'

const changes: readonly Change[] = [...placeChanges, ...shapeChanges, ...bugChanges]

/** Pairs of events: each trace with each change that means something for it, and with other traces. */
export function ownEvents(traces: readonly MarkedTrace[]): readonly EventRow[] {
  return [...traces.flatMap((trace) => changedEvents(trace)), ...naturalPairs(traces)]
}

function changedEvents(trace: MarkedTrace): readonly EventRow[] {
  const a = eventOf(trace)
  const row = { language: trace.language, a }
  const changed = changes.flatMap(({ name, same, tier, apply }): readonly EventRow[] => {
    const other = apply(trace, seeded(`${trace.id} ${name}`))
    if (other === undefined) return []
    const id = `${trace.id}: ${name}`
    return [
      { ...row, id, perturbation: name, same, b: eventOf(other), ...(tier === undefined ? {} : { tier }) }
    ]
  })
  const rewritten = textChanges.flatMap(({ name, apply }): readonly EventRow[] => {
    const b = apply(a, seeded(`${trace.id} ${name}`))
    if (b.stack === a.stack && b.message === a.message) return []
    return [{ ...row, id: `${trace.id}: ${name}`, perturbation: name, same: true, b }]
  })
  return [...changed, ...rewritten]
}

/** Traces that follow on each other, so that the number of pairs grows with the number of traces. */
const neighbours = 3

function naturalPairs(traces: readonly MarkedTrace[]): readonly EventRow[] {
  return traces.flatMap((trace, index) => [
    ...traces
      .slice(index + 1)
      .filter((other) => other.app === trace.app && isRerun(trace, other))
      .map((other) => naturalPair(trace, other, 'other version of the runtime', true)),
    ...following(traces, index, (other) => other.app === trace.app).map((other) =>
      naturalPair(trace, other, 'another bug of the same program', false)
    ),
    ...following(traces, index, (other) => other.app !== trace.app && other.type === trace.type).map(
      (other) => naturalPair(trace, other, 'same type in another program', false)
    )
  ])
}

function following(
  traces: readonly MarkedTrace[],
  index: number,
  fits: (trace: MarkedTrace) => boolean
): readonly MarkedTrace[] {
  const trace = traces[index]
  if (trace === undefined) return []
  return traces
    .slice(index + 1)
    .filter((other) => fits(other) && bugOf(other) !== bugOf(trace) && !sharesPlace(trace, other))
    .slice(0, neighbours)
}

/** The same error at the same place, reached another way: people differ on whether that is one bug. */
function sharesPlace(trace: MarkedTrace, other: MarkedTrace): boolean {
  const placeOf = ({ type, message, ...rest }: MarkedTrace): string =>
    JSON.stringify([type, message, culpritOf({ type, message, ...rest })])
  return placeOf(trace) === placeOf(other)
}

/** The same run of the program, on another version of its language. */
function isRerun(trace: MarkedTrace, other: MarkedTrace): boolean {
  const hasVersion = /^[a-z]+\d\.\d+-/
  return hasVersion.test(trace.id) && hasVersion.test(other.id) && bugOf(trace) === bugOf(other)
}

/** One program was run on several versions of its language: `python3.13-push` is `python3.8-push`. */
function bugOf(trace: MarkedTrace): string {
  return trace.id.replace(/^\w+?[\d.]*-(?:backtrace-)?/, `${trace.language}-`)
}

function naturalPair(trace: MarkedTrace, other: MarkedTrace, name: string, same: boolean): EventRow {
  return {
    id: `${trace.id} / ${other.id}`,
    language: trace.language,
    perturbation: name,
    same,
    tier: 'natural',
    a: eventOf(trace),
    b: eventOf(other)
  }
}

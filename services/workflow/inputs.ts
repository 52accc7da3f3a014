import type { WorkflowEvent } from './events.js'

interface Definition {
  readonly type?: string
  readonly default?: unknown
  readonly required?: boolean
}

type Values = Readonly<Record<string, unknown>>

/** The event of a `workflow_dispatch` has the text of every input, defaults included. */
export function fillInputs(event: WorkflowEvent, trigger: unknown): WorkflowEvent {
  if (event.name !== 'workflow_dispatch') return event
  const given = event.payload['inputs'] as Values
  const filled = Object.entries(definitionsIn(trigger)).map(([name, { default: value }]) => [
    name,
    String((given[name] ?? value ?? '') as string)
  ])
  return { ...event, payload: { ...event.payload, inputs: Object.fromEntries(filled) as Values } }
}

/** The context `inputs`: in the types that the workflow declares. Throws for an input it does not have, and for one that it lacks. */
export function typedInputs(trigger: unknown, given: Values): Values {
  const definitions = definitionsIn(trigger)
  const unknown = Object.keys(given).filter((name) => !(name in definitions))
  if (unknown.length > 0) throw new Error(`Unexpected inputs: ${unknown.join(', ')}`)
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { type, default: standard, required }]) => {
      const value = given[name] ?? standard ?? ''
      if (required === true && value === '') throw new Error(`The input ${name} is required`)
      return [name, type === 'boolean' ? value === true || value === 'true' : value]
    })
  )
}

/** What a called workflow gets: the secrets that it declares. Throws for others, and for one that it lacks. */
export function passedSecrets(trigger: unknown, given: Readonly<Record<string, string>>): Values {
  const declared = ((trigger as { secrets?: Record<string, Definition> } | null)?.secrets ?? {}) as Readonly<
    Record<string, Definition>
  >
  const unknown = Object.keys(given).filter((name) => !(name in declared))
  if (unknown.length > 0) throw new Error(`Unexpected secrets: ${unknown.join(', ')}`)
  const lacking = Object.keys(declared).filter(
    (name) => declared[name]?.required === true && !(name in given)
  )
  if (lacking.length > 0) throw new Error(`Required secrets are not passed: ${lacking.join(', ')}`)
  return given
}

function definitionsIn(trigger: unknown): Readonly<Record<string, Definition>> {
  return (trigger as { inputs?: Record<string, Definition> } | null)?.inputs ?? {}
}

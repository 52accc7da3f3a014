import type { Machine } from '../machine.js'

export interface ActionCall {
  /** With the defaults of the action's manifest. */
  readonly inputs: Readonly<Record<string, string>>
  readonly machine: Machine
}

export interface StepEnd {
  readonly ok: boolean
  readonly outputs: Readonly<Record<string, string>>
  readonly log: readonly string[]
}

/** Somebody else's action, as far as the examples use it: the inputs of the real one, and what it does with some of them. */
export interface StandIn {
  /** Its manifest, at the commit that the examples pin. */
  readonly source: string
  /** Every input that the real one has; the default may hold expressions. */
  readonly inputs: Readonly<Record<string, string>>
  readonly required: readonly string[]
  /** Inputs that are carried out here; for others the step has to leave the default. */
  readonly played: readonly string[]
  readonly play: (call: ActionCall) => StepEnd | Promise<StepEnd>
}

export function succeeded(outputs: StepEnd['outputs'] = {}, ...log: readonly string[]): StepEnd {
  return { ok: true, outputs, log }
}

export function failed(...log: readonly string[]): StepEnd {
  return { ok: false, outputs: {}, log }
}

/** Inputs without a default. */
export function inputs(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '']))
}

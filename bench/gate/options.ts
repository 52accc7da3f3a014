import { parseArgs } from 'node:util'
import { kindNames, type KindName } from './kinds.js'

export interface GateOptions {
  /** Quiet windows of each kind, and as many with a spike. */
  readonly plays: number
  readonly kinds: readonly KindName[]
  /** One JSON value instead of tables. */
  readonly json: boolean
}

/** Throws for an option or a kind that is not known. */
export function readOptions(args: readonly string[]): GateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      plays: { type: 'string', default: '100' },
      kind: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false }
    }
  })
  const plays = Number(values.plays)
  if (!Number.isInteger(plays) || plays < 1)
    throw new Error(`--plays is ${values.plays}: write a whole number from 1`)
  const unknown = values.kind.find((name) => !kindNames.some((kind) => kind === name))
  if (unknown !== undefined)
    throw new Error(`There is no kind "${unknown}": write one of ${kindNames.join(', ')}`)
  const chosen = kindNames.filter((kind) => values.kind.includes(kind))
  return { plays, kinds: chosen.length === 0 ? kindNames : chosen, json: values.json }
}

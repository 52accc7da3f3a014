import { appToken } from './app-token.js'
import { downloadArtifact, uploadArtifact } from './artifacts.js'
import { checkout } from './checkout.js'
import { setupNode } from './setup-node.js'
import type { StandIn } from './stand-in.js'

const ALL: readonly StandIn[] = [checkout, setupNode, uploadArtifact, downloadArtifact, appToken]

/** By what a step's `uses:` says: the repository at the commit whose manifest the stand-in was written from. */
export function knownAction(uses: string): StandIn {
  const known = ALL.find((each) => nameOf(each) === uses)
  if (known) return known
  throw new Error(`${uses} has no stand-in; those that have one: ${ALL.map(nameOf).join(', ')}`)
}

/** `owner/name@commit`. */
export function nameOf({ source }: StandIn): string {
  const [, name = '', commit = ''] = /github\.com\/([^/]+\/[^/]+)\/blob\/([0-9a-f]{40})\//.exec(source) ?? []
  return `${name}@${commit}`
}

/** Inputs that the real action does not have, needs and lacks, or that are not carried out here. */
export function problemsWith(action: StandIn, given: Readonly<Record<string, string>>): readonly string[] {
  return [
    ...Object.keys(given).flatMap((name) => {
      if (!(name in action.inputs)) return [`Unexpected input: ${name}`]
      return action.played.includes(name) ? [] : [`The stand-in does nothing with the input ${name}`]
    }),
    ...action.required
      .filter((name) => (given[name] ?? '') === '')
      .map((name) => `Input required and not supplied: ${name}`)
  ]
}

import { matchesGlob } from '../glob.js'
import { wordsOf } from '../words.js'

const PLACEHOLDER = '{service}'

/** Words that name the stage, not a part of it. */
const stageWords: ReadonlySet<string> = new Set('prod production prd live env environment'.split(' '))

/** What the name of an environment says, measured by the globs of what is production. */
export interface NamedEnvironment {
  readonly isProduction: boolean
  /** Whose it is: `own` and `other` where the name tells, by the service's name in the place of `{service}`. */
  readonly owner: 'own' | 'other' | 'anyone'
}

/** `globs` as `DeploysPolicy.environments`. */
export function readEnvironment(name: string, service: string, globs: readonly string[]): NamedEnvironment {
  const fits = (glob: string, by: string): boolean => matchesGlob(glob.replaceAll(PLACEHOLDER, by), name)
  const named = globs.filter((glob) => glob.includes(PLACEHOLDER))
  if (named.some((glob) => fits(glob, service))) return { isProduction: true, owner: 'own' }
  const isPlain = globs.some((glob) => !glob.includes(PLACEHOLDER) && fits(glob, ''))
  if (isPlain) return { isProduction: true, owner: 'anyone' }
  const isOthers = named.some((glob) => fits(glob, '*'))
  return { isProduction: isOthers, owner: isOthers ? 'other' : 'anyone' }
}

/**
 * Whether a deploy to this environment reaches the one in which the error is seen. Two that are both production fit, unless both
 * name a part of it (`prod-eu`, `prod-us`) and not the same. Where the error's environment is not known, production is meant.
 */
export function reachesEnvironment(
  deployed: NamedEnvironment & { readonly name: string },
  seen: string | undefined,
  { service, environments }: { readonly service: string; readonly environments: readonly string[] }
): boolean {
  if (seen === undefined) return deployed.isProduction
  if (deployed.name.toLowerCase() === seen.toLowerCase()) return true
  if (!deployed.isProduction || !readEnvironment(seen, service, environments).isProduction) return false
  const own = new Set(wordsOf(service))
  const partOf = (name: string): string =>
    wordsOf(name)
      .filter((word) => !stageWords.has(word) && !own.has(word))
      .join(' ')
  const [here, there] = [partOf(deployed.name), partOf(seen)]
  return here === '' || there === '' || here === there
}

import { RE2JS } from 're2js'
import { matchesGlob } from '../glob.js'
import { asPath, compilePathGlob } from './path-glob.js'
import type { Pattern, PatternFacts, PatternMatch } from './pattern.js'

/** One key of a pattern's match: what of the facts fits it, in words; `undefined` where nothing does. */
type Criterion = (facts: PatternFacts) => string | undefined

/** A sweep tries each pattern on each issue. */
const compiled = new WeakMap<PatternMatch, readonly Criterion[]>()

/**
 * By what the pattern fits the facts, in words, one for each key of its match; `undefined` where one of them does not. A match
 * without keys fits nothing: a list that was emptied by mistake must not stand for everything. A regular expression that does
 * not compile is an error of `re2js`; the configuration has refused it before.
 */
export function fitPattern({ match }: Pattern, facts: PatternFacts): readonly string[] | undefined {
  const criteria = compiled.get(match) ?? compileMatch(match)
  compiled.set(match, criteria)
  const fits: string[] = []
  for (const criterion of criteria) {
    const fit = criterion(facts)
    if (fit === undefined) return undefined
    fits.push(fit)
  }
  return fits.length === 0 ? undefined : fits
}

function compileMatch(match: PatternMatch): readonly Criterion[] {
  const message = match.message === undefined ? undefined : RE2JS.compile(match.message)
  const files = match.files.map((glob) => ({ glob, path: compilePathGlob(glob) }))
  const fingerprints = match.fingerprints.map((hash) => hash.toLowerCase())
  return [
    ...when(match.services, ({ service }) => fitName('service', service, match.services)),
    ...when(match.environments, ({ environment }) =>
      // What is not known may be anything: it fits no list.
      environment === undefined ? undefined : fitName('environment', environment, match.environments)
    ),
    ...when(match.types, ({ errorType }) => fitName('type', errorType, match.types)),
    ...(message === undefined
      ? []
      : [
          ({ messageTemplate }: PatternFacts) =>
            message.matcher(messageTemplate).find() ? `message template (${match.message})` : undefined
        ]),
    ...when(files, (facts) => fitFile(facts, files)),
    ...when(match.platforms, ({ platform }) =>
      match.platforms.includes(platform) ? `platform ${platform}` : undefined
    ),
    ...when(fingerprints, (facts) => {
      const found = facts.fingerprints.find((hash) => fingerprints.includes(hash))
      return found === undefined ? undefined : `fingerprint ${found}`
    })
  ]
}

function when(list: readonly unknown[], criterion: Criterion): readonly Criterion[] {
  return list.length === 0 ? [] : [criterion]
}

function fitName(kind: string, name: string, globs: readonly string[]): string | undefined {
  const glob = globs.find((each) => matchesGlob(each, name))
  return glob === undefined ? undefined : sayFit(kind, name, glob)
}

function fitFile(
  facts: PatternFacts,
  globs: readonly { readonly glob: string; readonly path: RE2JS }[]
): string | undefined {
  for (const file of facts.files) {
    const found = globs.find(({ path }) => path.matches(asPath(file)))
    if (found) return sayFit('file', file, found.glob)
  }
  return undefined
}

function sayFit(kind: string, value: string, glob: string): string {
  return value.toLowerCase() === glob.toLowerCase() ? `${kind} ${value}` : `${kind} ${value} (${glob})`
}

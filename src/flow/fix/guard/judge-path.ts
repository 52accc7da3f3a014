import ignore, { type Ignore } from 'ignore'
import { denyByName, denyByPath, type Denial } from '../../decision/deny.js'
import { finding } from './finding.js'
import type { GuardFinding, GuardPolicy } from './guard-verdict.js'
import { packageFileOf } from './package-files.js'
import { foldPath, isRepositoryPath, oddityOf } from './path-spelling.js'
import { protectedPaths } from './protected-paths.js'

const compiled: readonly (readonly [subject: string, patterns: Ignore])[] = protectedPaths.map(
  ({ subject, patterns }) => [subject, ignore().add([...patterns])]
)

/**
 * What speaks against a path, whatever is done to it.
 *
 * Denials hold for the path as it is and as the most forgiving file system takes it, and in any case; the allow-list holds to
 * the letter. Tests have to be allowed like every other file. `isOfBump`: the path is a manifest or a lockfile that the
 * dependency bump may change; every other denial still holds for it.
 */
export function judgePath(path: string, policy: GuardPolicy, isOfBump: boolean): readonly GuardFinding[] {
  const oddity = oddityOf(path)
  const spellings = [...new Set([path, foldPath(path)])]
  const evidence = new Set(spellings.flatMap((spelling) => reasonsAgainst(spelling, policy, isOfBump)))
  return [
    ...(oddity === undefined ? [] : [finding('odd-path', oddity, { path })]),
    ...(isAllowed(path, policy.allowPaths) ? [] : [finding('outside-allowed-paths', path, { path })]),
    ...[...evidence].map((reason) => finding('denied-path', reason, { path }))
  ]
}

function isAllowed(path: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true
  return (
    isRepositoryPath(path) &&
    ignore({ ignorecase: false })
      .add([...patterns])
      .ignores(path)
  )
}

function reasonsAgainst(path: string, policy: GuardPolicy, isOfBump: boolean): readonly string[] {
  if (!isRepositoryPath(path)) return []
  const packageFile = isOfBump ? undefined : packageFileOf(path)
  const builtIn = compiled.find(([, patterns]) => patterns.ignores(path))
  return [
    ...(packageFile === undefined ? [] : [`a ${packageFile} of a package manager`]),
    ...(builtIn === undefined ? [] : [builtIn[0]]),
    ...say(denyByPath(path, policy)),
    ...say(denyByName(path, policy))
  ]
}

function say(denial: Denial | undefined): readonly string[] {
  return denial === undefined ? [] : [denial.rule]
}

import { valueOr } from '../../issue/known.js'
import type { AttributionFacts } from './attribution-facts.js'
import { kindOfChange } from './change-kind.js'
import type { Changes, Deploy } from './deploy.js'
import type { FoundOnset } from './find-onset.js'
import type { MetFile } from './meet-frames.js'
import { sayDeploy, sayLength, sayName, sayNumber, sayShare, sayStep } from './say-evidence.js'

const HOUR_MS = 3_600_000

/** What is older than this has been built upon: nobody rolls it back without a second thought. */
const FRESH_MS = 24 * HOUR_MS
/** A deploy of more commits takes other people's work back with it. */
const MANY_COMMITS = 10
/** A suspect change of so few lines is read and mended in minutes. */
const SMALL_CHANGE = 20
/** From these on, waiting for a fix costs too much. */
const GRAVE_SHARE = 0.01
const GRAVE_USERS = 100

export interface AdviceQuestion {
  readonly deploy: Deploy
  readonly onset: FoundOnset
  readonly changes: Changes | undefined
  readonly met: readonly MetFile[]
  readonly impact: AttributionFacts['impact']
  readonly now: number
}

/**
 * What speaks for a roll back and what for a fix forward, with the numbers; people decide, and nothing is done by itself. `undefined`
 * for a deploy of more than a day ago.
 */
export function adviseWayOut(question: AdviceQuestion): string | undefined {
  const { deploy, onset, changes, impact, now } = question
  if (now - deploy.at >= FRESH_MS) return undefined
  const share = valueOr(impact.share, undefined)
  const users = valueOr(impact.users, undefined)
  const isGrave = (share ?? 0) >= GRAVE_SHARE || (users ?? 0) >= GRAVE_USERS
  const unsafe = changes === undefined ? [] : whatStays(changes)
  const isSmall = sizeOfSuspect(question) <= SMALL_CHANGE
  const isLarge = (changes?.commits.length ?? 0) > MANY_COMMITS
  const isForward = migrates(changes) || (!isGrave && (isLarge || isSmall))
  const grounds = [
    `the errors grew to ${sayStep(onset.step).replace(/^from next to nothing$/, 'what they are from next to nothing')}`,
    share === undefined ? undefined : `they are ${sayShare(share)} of the requests`,
    users === undefined ? undefined : `${sayNumber(users, 'user')} met them`,
    `${sayDeploy(deploy, now)} is ${sayLength(now - deploy.at)} old`,
    sayCommits(changes),
    unsafe.length === 0
      ? undefined
      : `the diff holds ${unsafe.join(' and ')}, so that a roll back may be unsafe until somebody has looked at it`,
    isSmall ? `the suspect change is small (${sayNumber(sizeOfSuspect(question), 'line')})` : undefined,
    changes === undefined ? 'what it changes could not be read, so look for migrations first' : undefined
  ]
  const said = grounds.filter((each) => each !== undefined).join('; ')
  return `${isForward ? 'A fix forward' : 'A roll back'} looks like the better way: ${said}. People decide.`
}

function sayCommits(changes: Changes | undefined): string | undefined {
  if (changes === undefined) return undefined
  const { commits, truncated } = changes
  if (commits.length === 0) return undefined
  return `a roll back takes ${truncated ? 'at least ' : ''}${sayNumber(commits.length, 'commit')} back`
}

/** The old code may not understand the new shape of the data. */
function migrates(changes: Changes | undefined): boolean {
  return changes?.files.some(({ path }) => kindOfChange(path) === 'migration') ?? false
}

/** What a roll back of the code does not undo. */
function whatStays({ files }: Changes): readonly string[] {
  const first = (kind: 'migration' | 'config'): string | undefined =>
    files.find(({ path }) => kindOfChange(path) === kind)?.path
  const [migration, config] = [first('migration'), first('config')]
  return [
    ...(migration === undefined ? [] : [`a migration (${sayName(migration)})`]),
    ...(config === undefined ? [] : [`a change of configuration (${sayName(config)})`])
  ]
}

/** Changed lines of the first file that a frame is in; `Infinity` where nobody knows them. */
function sizeOfSuspect({ changes, met }: AdviceQuestion): number {
  const lines = changes?.files.find(({ path }) => path === met[0]?.path)?.lines.length ?? 0
  return lines === 0 ? Infinity : lines
}

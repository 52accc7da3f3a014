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
 * What decides between a roll back and a fix forward comes first, then the rest of what speaks for either, with the numbers; people
 * decide, and nothing is done by itself. `undefined` for a deploy of more than a day ago.
 */
export function adviseWayOut(question: AdviceQuestion): string | undefined {
  const { deploy, now } = question
  if (now - deploy.at >= FRESH_MS) return undefined
  const grounds = groundsOf(question)
  const { way, ground } = decide(grounds, question)
  const others = Object.values(grounds).filter((each) => each !== undefined && each !== ground)
  const rest = others.join('; ')
  return `${way}: ${ground}. ${rest.charAt(0).toUpperCase()}${rest.slice(1)}. People decide.`
}

/** Each in words; `undefined`: there is none. */
interface Grounds {
  readonly grew: string
  readonly share: string | undefined
  readonly users: string | undefined
  readonly age: string
  readonly commits: string | undefined
  readonly migration: string | undefined
  readonly config: string | undefined
  readonly unsafe: string | undefined
  readonly small: string | undefined
  readonly unread: string | undefined
}

function groundsOf(question: AdviceQuestion): Grounds {
  const { deploy, onset, changes, impact, now } = question
  const share = valueOr(impact.share, undefined)
  const users = valueOr(impact.users, undefined)
  const lines = sizeOfSuspect(question)
  const [migration, config] = [firstOf('migration', changes), firstOf('config', changes)]
  const stays = [migration && 'the migration', config && 'the configuration'].filter((each) => each)
  return {
    grew: `the errors grew to ${sayStep(onset.step).replace(/^from next to nothing$/, 'what they are from next to nothing')}`,
    share: share === undefined ? undefined : `the errors are ${sayShare(share)} of the requests`,
    users: users === undefined ? undefined : `${sayNumber(users, 'user')} met the errors`,
    age: `${sayDeploy(deploy, now)} is ${sayLength(now - deploy.at)} old`,
    commits: sayCommits(changes),
    migration: migration && `the diff has a migration (${sayName(migration)})`,
    config: config && `the diff has a change of configuration (${sayName(config)})`,
    unsafe:
      stays.length === 0
        ? undefined
        : `a roll back may be unsafe until somebody has looked at ${stays.join(' and ')}`,
    small: lines <= SMALL_CHANGE ? `the suspect change is small (${sayNumber(lines, 'line')})` : undefined,
    unread:
      changes === undefined ? 'what it changes could not be read, so look for migrations first' : undefined
  }
}

interface Decision {
  readonly way: 'Fix forward' | 'Roll back'
  readonly ground: string
}

/** The old code may not understand the new shape of the data; else what hurts many people goes first, and the cheaper way after it. */
function decide(grounds: Grounds, { changes, impact }: AdviceQuestion): Decision {
  const { migration, share, users, small, commits, age } = grounds
  if (migration !== undefined) return { way: 'Fix forward', ground: migration }
  if (share !== undefined && valueOr(impact.share, 0) >= GRAVE_SHARE)
    return { way: 'Roll back', ground: share }
  if (users !== undefined && valueOr(impact.users, 0) >= GRAVE_USERS)
    return { way: 'Roll back', ground: users }
  if (small !== undefined) return { way: 'Fix forward', ground: small }
  const isLarge = (changes?.commits.length ?? 0) > MANY_COMMITS
  return isLarge && commits !== undefined
    ? { way: 'Fix forward', ground: commits }
    : { way: 'Roll back', ground: age }
}

function sayCommits(changes: Changes | undefined): string | undefined {
  if (changes === undefined) return undefined
  const { commits, truncated } = changes
  if (commits.length === 0) return undefined
  return `a roll back takes ${truncated ? 'at least ' : ''}${sayNumber(commits.length, 'commit')} back`
}

function firstOf(kind: 'migration' | 'config', changes: Changes | undefined): string | undefined {
  return changes?.files.find(({ path }) => kindOfChange(path) === kind)?.path
}

/** Changed lines of the first file that a frame is in; `Infinity` where nobody knows them. */
function sizeOfSuspect({ changes, met }: AdviceQuestion): number {
  const lines = changes?.files.find(({ path }) => path === met[0]?.path)?.lines.length ?? 0
  return lines === 0 ? Infinity : lines
}

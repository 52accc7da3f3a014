import { UNRELEASED, readSection } from './changelog.js'
import {
  compareVersions,
  isPreRelease,
  majorTag,
  parseVersion,
  versionOfTag,
  type Version
} from './version.js'

/** How far GitHub's release of a version is. A token that may not write cannot see drafts: to it they are absent. */
export type ReleaseState = 'absent' | 'draft' | 'published'

/** All that decides what a release still needs. */
export interface ReleaseFacts {
  /** What was asked for, such as `1.2.3`. */
  readonly version: string
  /** The commit that is checked out. */
  readonly commit: string
  /** Nothing is changed or untracked in the checkout. */
  readonly clean: boolean
  /** The commit is part of the main branch. */
  readonly onMain: boolean
  /** `version` of package.json. */
  readonly manifestVersion: string
  readonly changelog: string
  /** The commits that the tags of the remote repository name. */
  readonly tags: ReadonlyMap<string, string>
  readonly release: ReleaseState
}

/** The steps that can be seen from outside, in this order; a run that died is taken up at the first that is missing. */
export type ReleaseStep = 'push-tag' | 'draft-release' | 'attach-files' | 'move-major' | 'publish-release'

export type ReleasePlan =
  | { readonly kind: 'refuse'; readonly reasons: readonly string[] }
  /** The changelog has no section of the version yet: it is written first, as a pull request. */
  | { readonly kind: 'prepare'; readonly version: Version }
  | PublishPlan
  | { readonly kind: 'done'; readonly tag: string }

export interface PublishPlan {
  readonly kind: 'publish'
  readonly version: Version
  readonly tag: string
  readonly commit: string
  readonly notes: string
  readonly steps: readonly ReleaseStep[]
  /** The tag of the major, and what it names now; absent means that there is none yet. */
  readonly major: { readonly tag: string; readonly seen?: string }
  /** GitHub shows it as the latest release. */
  readonly latest: boolean
}

/** What remains to be done for a release, from nothing but the facts. */
export function planRelease(facts: ReleaseFacts): ReleasePlan {
  const version = parseVersion(facts.version)
  if (!version) return refuse([`"${facts.version}" is no version: write it like 1.2.3 or 1.2.3-rc.1.`])
  const tag = `v${version.text}`
  const tagged = facts.tags.get(tag)
  const section = readSection(facts.changelog, version.text)
  const reasons = [
    ...commitReasons(facts, tag, tagged),
    ...(tagged === undefined ? versionReasons(facts, version) : []),
    ...changelogReasons(facts, version, section, tagged)
  ]
  if (reasons.length > 0) return refuse(reasons)
  if (section === undefined) return { kind: 'prepare', version }
  // It is published last, so that there is nothing left to do behind it: a run that is started again after somebody moved the major
  // tag back would move it forward otherwise.
  if (facts.release === 'published') return { kind: 'done', tag }
  return planSteps(facts, { version, tag, notes: section, tagged: tagged !== undefined })
}

function refuse(reasons: readonly string[]): ReleasePlan {
  return { kind: 'refuse', reasons }
}

function commitReasons(facts: ReleaseFacts, tag: string, tagged: string | undefined): readonly string[] {
  const { commit, clean, onMain, release } = facts
  return [
    ...(clean ? [] : ['The checkout has changes that are not committed.']),
    ...(onMain ? [] : [`Commit ${commit} is not on the main branch.`]),
    ...(tagged === undefined || tagged === commit
      ? []
      : [
          `Tag ${tag} names commit ${tagged}, and this is ${commit}. A released version stays as it is: run the failed jobs of the first run again, or take the next version.`
        ]),
    ...(tagged === undefined && release === 'published'
      ? [`The release ${tag} is published, and its tag is missing.`]
      : [])
  ]
}

function versionReasons({ tags }: ReleaseFacts, version: Version): readonly string[] {
  const newest = versionsOf(tags).at(-1)
  return newest && compareVersions(version, newest) <= 0
    ? [`Version ${version.text} is not newer than ${newest.text}.`]
    : []
}

function changelogReasons(
  { changelog, manifestVersion }: ReleaseFacts,
  { text }: Version,
  section: string | undefined,
  tagged: string | undefined
): readonly string[] {
  const unreleased = readSection(changelog, UNRELEASED) ?? ''
  if (section === undefined)
    return unreleased === '' ? [`CHANGELOG.md has no entries under "${UNRELEASED}".`] : []
  return [
    ...(section === '' ? [`CHANGELOG.md has no entries under "${text}".`] : []),
    ...(manifestVersion === text ? [] : [`package.json has version ${manifestVersion}, not ${text}.`]),
    // What was merged since the section was written would be in the release and not in its notes.
    ...(unreleased !== '' && tagged === undefined
      ? [`CHANGELOG.md has entries under "${UNRELEASED}" that belong under "${text}".`]
      : [])
  ]
}

interface Settled {
  readonly version: Version
  readonly tag: string
  readonly notes: string
  readonly tagged: boolean
}

function planSteps(facts: ReleaseFacts, { version, tag, notes, tagged }: Settled): PublishPlan {
  const major = majorTag(version)
  const seen = facts.tags.get(major)
  const stable = versionsOf(facts.tags).filter((each) => !isPreRelease(each))
  const isNewest = (others: readonly Version[]): boolean =>
    !isPreRelease(version) && others.every((other) => compareVersions(other, version) <= 0)
  const moves = isNewest(stable.filter((other) => majorTag(other) === major)) && seen !== facts.commit
  return {
    kind: 'publish',
    version,
    tag,
    commit: facts.commit,
    notes,
    steps: [
      ...(tagged ? [] : (['push-tag'] as const)),
      ...(facts.release === 'absent' ? (['draft-release'] as const) : []),
      'attach-files',
      ...(moves ? (['move-major'] as const) : []),
      'publish-release'
    ],
    major: { tag: major, ...(seen === undefined ? {} : { seen }) },
    latest: isNewest(stable)
  }
}

/** The versions among the tags, oldest first. */
function versionsOf(tags: ReadonlyMap<string, string>): readonly Version[] {
  return [...tags.keys()].flatMap((tag) => versionOfTag(tag) ?? []).sort(compareVersions)
}

import { assertNever } from '../../src/errors.js'
import type { PublishPlan, ReleaseStep } from './plan-release.js'
import type { Releases } from './releases.js'
import type { Repository } from './repository.js'
import { isPreRelease } from './version.js'

export interface Publication {
  readonly repository: Pick<Repository, 'pushTag' | 'moveTag'>
  readonly releases: Releases
  /** Paths of what is attached to the release. */
  readonly files: readonly string[]
  /** Hears of each step before it is taken. */
  readonly tell: (step: ReleaseStep) => void
}

/** Takes the steps of a plan in their order. A step that fails ends it, and leaves the rest to the next run. */
export function publishRelease(plan: PublishPlan, publication: Publication): void {
  for (const step of plan.steps) {
    publication.tell(step)
    takeStep(step, plan, publication)
  }
}

function takeStep(step: ReleaseStep, plan: PublishPlan, { repository, releases, files }: Publication): void {
  const { tag, commit, version, notes, major, latest } = plan
  switch (step) {
    case 'push-tag':
      return repository.pushTag(tag, commit)
    case 'draft-release':
      return releases.draft({ tag, title: tag, notes, preRelease: isPreRelease(version) })
    case 'attach-files':
      return releases.attach(tag, files)
    case 'move-major':
      return repository.moveTag(major.tag, commit, major.seen)
    case 'publish-release':
      return releases.publish(tag, { latest })
    default:
      return assertNever(step)
  }
}

import { statusOf, toVendorError, type OctokitSource } from './client.js'
import type { RepositoryPlace } from './fix-branch.js'

interface NumberedPlace extends RepositoryPlace {
  readonly number: number
}

const WRITE = { permission: 'pull requests: write', input: 'app-token' } as const

const TEAM_ADVICE =
  'A team needs access to the repository, and the App the organisation permission "Members: read" to name it.'

/** What could not be done comes back as warnings: the pull request stands all the same. GitHub makes labels that are missing. */
export async function addLabels(
  octokit: OctokitSource,
  { number, ...place }: NumberedPlace,
  labels: readonly string[]
): Promise<readonly string[]> {
  if (labels.length === 0) return []
  try {
    const { rest } = await octokit()
    await rest.issues.addLabels({ ...place, issue_number: number, labels: [...labels] })
    return []
  } catch (error) {
    return [toVendorError(error, `label pull request #${number} with ${labels.join(', ')}`, WRITE).message]
  }
}

/**
 * Asks teams (`@org/team`) and people (`@login`) for a review. One that GitHub does not know refuses all of them, so that they are
 * then asked one by one.
 */
export async function requestReviewers(
  octokit: OctokitSource,
  place: NumberedPlace,
  reviewers: readonly string[]
): Promise<readonly string[]> {
  const named = [...new Set(reviewers)].filter((each) => each.startsWith('@'))
  const unnamed = reviewers
    .filter((each) => !each.startsWith('@'))
    .map(
      (each) =>
        `No review was requested from ${each}: GitHub takes teams (@org/team) and people (@login) alone.`
    )
  if (named.length === 0) return unnamed
  const refused = await ask(octokit, place, named)
  if (refused === undefined) return unnamed
  if (named.length === 1) return [...unnamed, refused]
  const single: string[] = []
  for (const each of named) {
    const warning = await ask(octokit, place, [each])
    if (warning !== undefined) single.push(warning)
  }
  return [...unnamed, ...single]
}

/** The warning, when GitHub refuses. */
async function ask(
  octokit: OctokitSource,
  { number, ...place }: NumberedPlace,
  named: readonly string[]
): Promise<string | undefined> {
  const names = named.map((each) => each.slice(1))
  try {
    const { rest } = await octokit()
    await rest.pulls.requestReviewers({
      ...place,
      pull_number: number,
      reviewers: names.filter((name) => !name.includes('/')),
      team_reviewers: names.filter((name) => name.includes('/')).map((name) => name.replace(/^[^/]*\//, ''))
    })
    return undefined
  } catch (error) {
    const { message } = toVendorError(error, `request a review from ${named.join(', ')}`, WRITE)
    return statusOf(error) === 422 ? `${message.replace(/[.\s]*$/, '.')} ${TEAM_ADVICE}` : message
  }
}

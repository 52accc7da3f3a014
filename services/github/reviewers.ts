import type { ServiceReply } from '../kit/service.js'
import { accountId } from './identity.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { pullListShape } from './pull-shape.js'
import { findPull } from './pulls.js'
import { created, notFound, unprocessable, validationFailed } from './replies.js'

/** Slugs are compared in small letters, as GitHub writes them. */
function findTeam(call: Call, asked: string): string | undefined {
  return call.repository.teams.find((each) => each.toLowerCase() === asked.toLowerCase())
}

async function request(call: Call): Promise<ServiceReply> {
  const { owner, name, collaborators, pullRequests } = call.repository
  const asked = call.body as { reviewers?: readonly string[]; team_reviewers?: readonly string[] }
  const users = asked.reviewers ?? []
  const pull = await findPull(call)
  if (!pull) return notFound()
  if (users.includes(pull.login)) return unprocessable('Review cannot be requested from pull request author.')
  const known = (asked.team_reviewers ?? []).map((each) => findTeam(call, each))
  const teams = known.filter((each) => each !== undefined)
  if (teams.length < known.length || users.some((each) => !collaborators.includes(each))) {
    return unprocessable(
      'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not ' +
        `a collaborator of the ${owner}/${name} repository.`
    )
  }
  const hidden = teams[0]
  // A token that may not read the organization finds the team and cannot name it.
  // https://github.com/peter-evans/create-pull-request/issues/155
  if (hidden !== undefined && call.grant?.permissions.members === undefined) {
    const id = nodeId('Team', accountId(`team ${owner}/${hidden}`))
    return validationFailed(`Could not resolve to a node with the global id of '${id}'.`)
  }
  pullRequests.requestReview(pull.number, { users, teams }, call.grant?.login ?? '')
  const after = await findPull(call)
  return created(pullListShape(call, after ?? pull))
}

/** https://docs.github.com/en/rest/pulls/review-requests */
export const reviewerOperations: readonly Operation[] = [
  {
    method: 'POST',
    path: `${REPOSITORY}/pulls/{pull_number}/requested_reviewers`,
    need: { name: 'pull_requests', access: 'write' },
    answer: request
  }
]

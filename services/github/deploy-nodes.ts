import { isGranted, type PermissionNeed, type Permissions } from './credentials.js'
import type { HostedDeployment, HostedRelease } from './deploy-records.js'
import { connection, type ConnectionArguments } from './graphql-connection.js'
import { commitNode, refNode, type GraphqlNode } from './graphql-nodes.js'
import { notAccessible } from './graphql-refusal.js'
import { nodeId, type HostedRepository } from './operation.js'
import { timeOf } from './pull-shape.js'

interface OrderedArguments extends ConnectionArguments {
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null
}

/** What GraphQL shows of deployments and releases. A token that lacks the permission gets no repository at all, as on GitHub. */
export function deployNodes(repository: HostedRepository, permissions: Permissions): GraphqlNode {
  const { deployments, releases } = repository.deploys
  return {
    deployments: (args: OrderedArguments) => {
      demand(permissions, { name: 'deployments', access: 'read' })
      const all = ordered(deployments, args).map((each, index) => deploymentNode(repository, each, index))
      return connection('deployments', all, args)
    },
    releases: (args: OrderedArguments) => {
      demand(permissions, { name: 'contents', access: 'read' })
      // Whoever may not write sees no drafts.
      const canWrite = isGranted(permissions, { name: 'contents', access: 'write' })
      const seen = releases.filter(({ publishedAt }) => publishedAt !== undefined || canWrite)
      const all = ordered(seen, args).map((each) => releaseNode(repository, each))
      return connection('releases', all, args)
    }
  }
}

function demand(permissions: Permissions, need: PermissionNeed): void {
  if (!isGranted(permissions, need)) throw notAccessible()
}

function ordered<T extends { readonly createdAt: number }>(
  all: readonly T[],
  { orderBy }: OrderedArguments
): readonly T[] {
  const sign = orderBy?.direction === 'DESC' ? -1 : 1
  return all.toSorted((one, other) => sign * (one.createdAt - other.createdAt))
}

function deploymentNode(repository: HostedRepository, each: HostedDeployment, index: number): GraphqlNode {
  const { commit, ref, environment = 'production', task = 'deploy', payload = '{}', createdAt } = each
  const id = `${repository.id}:${commit}:${createdAt}:${index}`
  const statuses = each.statuses.map((status, place) => ({
    __typename: 'DeploymentStatus',
    id: nodeId('DeploymentStatus', `${id}:${place}`),
    state: status.state,
    createdAt: timeOf(status.at),
    updatedAt: timeOf(status.at),
    environment,
    environmentUrl: null,
    description: null,
    logUrl: status.logUrl ?? null
  }))
  return {
    __typename: 'Deployment',
    id: nodeId('Deployment', id),
    commitOid: commit,
    commit: async () => await commitNode(repository, commit),
    ref: async () => (ref === undefined ? null : await refNode(repository, ref)),
    environment,
    latestEnvironment: environment,
    originalEnvironment: environment,
    task,
    payload,
    description: null,
    createdAt: timeOf(createdAt),
    updatedAt: timeOf(each.statuses.at(-1)?.at ?? createdAt),
    latestStatus: statuses.at(-1) ?? null,
    // The newest first.
    statuses: (args: ConnectionArguments) => connection('statuses', statuses.toReversed(), args)
  }
}

function releaseNode(repository: HostedRepository, each: HostedRelease): GraphqlNode {
  const { tag, createdAt, publishedAt } = each
  const path = `/${repository.owner}/${repository.name}/releases/tag/${encodeURIComponent(tag)}`
  return {
    __typename: 'Release',
    id: nodeId('Release', `${repository.id}:${tag}`),
    name: tag,
    tagName: tag,
    tag: async () => await refNode(repository, `refs/tags/${tag}`),
    tagCommit: async () => {
      const sha = await repository.git.resolveCommit(`refs/tags/${tag}`)
      return sha === undefined ? null : await commitNode(repository, sha)
    },
    isDraft: publishedAt === undefined,
    isPrerelease: /-/.test(tag),
    createdAt: timeOf(createdAt),
    publishedAt: publishedAt === undefined ? null : timeOf(publishedAt),
    updatedAt: timeOf(publishedAt ?? createdAt),
    resourcePath: path,
    url: `https://github.com${path}`
  }
}

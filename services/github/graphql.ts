import {
  buildClientSchema,
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type IntrospectionQuery
} from 'graphql'
import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { commitOnBranch } from './commit-on-branch.js'
import type { TokenGrant } from './credentials.js'
import { deployNodes } from './deploy-nodes.js'
import { commitNode, refNode, repositoryNode, type GraphqlNode } from './graphql-nodes.js'
import { GraphqlRefusal } from './graphql-refusal.js'
import { accountId } from './identity.js'
import { isObject } from './openapi.js'
import { nodeId, type HostedRepository } from './operation.js'
import type { RateLimit } from './rate-limit.js'
import { isVisible, permissionsIn } from './visibility.js'

/** Bytes of a request; more than this was refused to those who tried. */
const BODY_LIMIT = 45 * 1024 * 1024

export interface GraphqlPremises {
  readonly find: (owner: string, name: string) => HostedRepository | undefined
  readonly repositories: () => readonly HostedRepository[]
  readonly limit: RateLimit
  /** Told of what this stand-in lacks or does wrong. */
  readonly report: (detail: string) => void
}

interface CommitInput {
  readonly branch: {
    readonly id?: string
    readonly repositoryNameWithOwner?: string
    readonly branchName?: string
  }
  readonly clientMutationId?: string
  readonly expectedHeadOid: string
  readonly message: { readonly headline: string; readonly body?: string }
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[]
    readonly deletions?: readonly { readonly path: string }[]
  }
}

let loading: Promise<GraphQLSchema> | undefined

async function loadSchema(): Promise<GraphQLSchema> {
  const { schema } = await import('@octokit/graphql-schema')
  const introspection: unknown = schema.json
  return buildClientSchema(introspection as IntrospectionQuery, { assumeValid: true })
}

/** GitHub's own schema, read once per process and on first use: it takes half a second. */
async function gitHubSchema(): Promise<GraphQLSchema> {
  loading ??= loadSchema()
  return await loading
}

class Unsupported extends Error {}

/** A field is a value of its node or a function of its arguments; a node without it is a gap of this stand-in. */
const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, args, _context, info) => {
  const value = isObject(source) ? source[info.fieldName] : undefined
  if (value === undefined) throw new Unsupported(`${info.parentType.name}.${info.fieldName} is not supported`)
  return typeof value === 'function' ? (value as (given: unknown) => unknown)(args) : value
}

function refuse(...errors: readonly object[]): ServiceReply {
  return { status: 200, body: { errors } }
}

function shapeError(error: GraphQLError): object {
  const { message, locations, path } = error
  return { ...(path && { path }), ...(locations && { locations }), message }
}

/** GitHub's GraphQL endpoint, of which only what is written here is executed; all is checked against the schema. */
export class GraphqlEndpoint {
  readonly #premises: GraphqlPremises

  constructor(premises: GraphqlPremises) {
    this.#premises = premises
  }

  async answer(request: ServiceRequest, grant: TokenGrant): Promise<ServiceReply> {
    if (request.bytes.length > BODY_LIMIT) return { status: 413, body: 'Request Entity Too Large' }
    const body = isObject(request.body) ? request.body : {}
    const { query, variables, operationName } = body
    if (typeof query !== 'string') {
      return refuse({ message: 'A query attribute must be specified and must be a string.' })
    }
    const schema = await gitHubSchema()
    let document: DocumentNode
    try {
      document = parse(query)
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      return refuse(shapeError(error))
    }
    const problems = validate(schema, document)
    if (problems.length > 0) return refuse(...problems.map(shapeError))
    const result = await execute({
      schema,
      document,
      rootValue: this.#root(grant),
      fieldResolver: resolveField,
      variableValues: isObject(variables) ? variables : {},
      operationName: typeof operationName === 'string' ? operationName : null
    })
    const errors = (result.errors ?? []).map((error) => this.#judge(error))
    return {
      status: 200,
      body: { ...('data' in result ? { data: result.data } : {}), ...(errors.length > 0 ? { errors } : {}) }
    }
  }

  /** A refusal goes out under its type; anything else that broke inside a field is a mistake of this stand-in. */
  #judge(error: GraphQLError): object {
    const { originalError } = error
    if (originalError instanceof GraphqlRefusal) {
      const { type } = originalError
      const more = type === 'FORBIDDEN' ? { extensions: { saml_failure: false } } : {}
      return { type, ...more, ...shapeError(error) }
    }
    // Without a path, the variables did not fit the schema: the caller's mistake.
    if (error.path !== undefined) this.#premises.report(`GraphQL ${error.path.join('.')}: ${error.message}`)
    return shapeError(error)
  }

  #root(grant: TokenGrant): GraphqlNode {
    return {
      viewer: {
        __typename: 'User',
        login: grant.login,
        id: nodeId('User', accountId(grant.login)),
        databaseId: accountId(grant.login)
      },
      rateLimit: () => {
        const { limit, remaining, used, reset } = this.#premises.limit.state(grant.login)
        return { limit, remaining, used, cost: 1, resetAt: new Date(reset * 1000).toISOString() }
      },
      repository: (args: { owner: string; name: string }) => {
        const repository = this.#find(`${args.owner}/${args.name}`, grant)
        const permissions = permissionsIn(repository, grant)
        return { ...repositoryNode(repository, permissions), ...deployNodes(repository, permissions) }
      },
      createCommitOnBranch: async (args: { input: CommitInput }) => await this.#commit(args.input, grant)
    }
  }

  #find(fullName: string, grant: TokenGrant): HostedRepository {
    const [owner = '', name = ''] = fullName.split('/')
    const repository = this.#premises.find(owner, name)
    if (!repository || !isVisible(repository, grant)) {
      throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`)
    }
    return repository
  }

  /** A branch is named by its repository and name, or by the id of its ref. */
  #findBranch(
    input: CommitInput['branch'],
    grant: TokenGrant
  ): { repository: HostedRepository; branch: string } {
    const { id, repositoryNameWithOwner, branchName } = input
    if (repositoryNameWithOwner !== undefined && branchName !== undefined) {
      const repository = this.#find(repositoryNameWithOwner, grant)
      return { repository, branch: branchName.replace(/^refs\/heads\//, '') }
    }
    const [kind, number, ref = ''] = Buffer.from(id ?? '', 'base64url')
      .toString('utf8')
      .split(':')
    const repository = this.#premises.repositories().find((each) => String(each.id) === number)
    if (kind !== 'Ref' || !repository || !isVisible(repository, grant) || !ref.startsWith('refs/heads/')) {
      throw new GraphqlRefusal(
        'NOT_FOUND',
        `Could not resolve to a node with the global id of '${id ?? ''}'.`
      )
    }
    return { repository, branch: ref.slice('refs/heads/'.length) }
  }

  async #commit(input: CommitInput, grant: TokenGrant): Promise<GraphqlNode> {
    const { repository, branch } = this.#findBranch(input.branch, grant)
    if (!/^[0-9a-f]{40}$/.test(input.expectedHeadOid)) {
      throw new GraphqlRefusal('BAD_USER_INPUT', `"${input.expectedHeadOid}" is not a valid GitObjectID`)
    }
    const sha = await commitOnBranch(
      {
        repository,
        branch,
        expectedHeadOid: input.expectedHeadOid,
        headline: input.message.headline,
        body: input.message.body,
        additions: input.fileChanges?.additions ?? [],
        deletions: input.fileChanges?.deletions ?? []
      },
      grant
    )
    return {
      clientMutationId: input.clientMutationId ?? null,
      commit: async () => await commitNode(repository, sha),
      ref: async () => await refNode(repository, `refs/heads/${branch}`)
    }
  }
}

import type { Answer } from '../../check-up/answer.js'
import { VendorError } from '../../errors.js'
import { truncateWords } from '../../text/truncate.js'
import { ask } from '../ask.js'
import { toVendorError, type Octokit, type OctokitSource, type TokenNeed } from './client.js'

/** A repository, and the token that looks at it. */
export interface Examined {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  readonly input: TokenNeed['input']
}

export interface Question {
  /** Completes "GitHub refused to …". */
  readonly doing: string
  /** What the token needs for it. */
  readonly permission: string
}

/** One question to GitHub, as an answer. It has to be one that changes nothing. */
export function askGithub<T>(
  { octokit, input }: Pick<Examined, 'octokit' | 'input'>,
  { doing, permission }: Question,
  request: (client: Octokit) => Promise<T>
): Promise<Answer<T>> {
  return ask(async () => {
    try {
      return await request(await octokit())
    } catch (error) {
      const refusal = fromGraphql(error, doing) ?? toVendorError(error, doing, { permission, input })
      throw refusal instanceof VendorError ? refusal : unreadable(refusal, doing)
    }
  })
}

/** GraphQL says no with status 200; the kind of the error stands in its place. */
function fromGraphql(error: unknown, doing: string): VendorError | undefined {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return undefined
  const first: unknown = error.errors[0]
  const type = typeof first === 'object' && first !== null && 'type' in first ? first.type : undefined
  const status = type === 'FORBIDDEN' ? 403 : type === 'NOT_FOUND' ? 404 : undefined
  const said = truncateWords(error.message.replace(/\s+/g, ' '), 500)
  // The client's own error holds the whole request.
  return new VendorError(`GitHub refused to ${doing}: ${said}`, {
    vendor: 'GitHub',
    status,
    retryable: status === undefined,
    cause: new Error(said)
  })
}

/** A proxy may answer in GitHub's place, with anything. */
function unreadable({ message }: Error, doing: string): VendorError {
  const said = truncateWords(message.replace(/\s+/g, ' '), 500)
  return new VendorError(`What GitHub answered when asked to ${doing} cannot be read: ${said}`, {
    vendor: 'GitHub',
    retryable: true,
    cause: new Error(said)
  })
}

import type { ChangeCommit } from '../../flow/decision/attribution/deploy.js'
import { sanitiseLine } from '../../text/sanitise.js'
import { truncateWords } from '../../text/truncate.js'

/** The fields of a commit of GitHub's REST API that are used. */
interface HostCommit {
  readonly sha: string
  readonly html_url: string
  readonly author?: object | null
  readonly commit: {
    readonly message: string
    readonly author: { readonly name?: string; readonly date?: string } | null
    readonly committer: { readonly date?: string } | null
  }
}

const MAXIMUM_TITLE_CHARS = 200
const MAXIMUM_AUTHOR_CHARS = 100

/** The first line of the message and the author, both text of strangers; at the time when it was committed, not when it was written. */
export function toChangeCommit({ sha, html_url, author, commit }: HostCommit): ChangeCommit {
  const login = author && 'login' in author && typeof author.login === 'string' ? author.login : undefined
  const name = line(login ?? commit.author?.name ?? '', MAXIMUM_AUTHOR_CHARS)
  return {
    sha,
    title: line(commit.message.trimStart().split('\n', 1)[0] ?? '', MAXIMUM_TITLE_CHARS),
    author: name === '' ? undefined : name,
    at: Date.parse(commit.committer?.date ?? commit.author?.date ?? '') || 0,
    url: html_url
  }
}

function line(text: string, maximumChars: number): string {
  return truncateWords(sanitiseLine(text), maximumChars)
}

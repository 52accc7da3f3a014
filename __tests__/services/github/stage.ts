import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import { getOctokit } from '@actions/github'
import { EmbeddedGitHub, type EmbeddedGitHubOptions } from '../../../services/github/embedded-github.js'

export const NOW = Date.parse('2026-03-02T10:00:00Z')

export const APP = 'ghs_app'
export const WORKFLOW = 'ghs_workflow'
export const READER = 'ghs_reader'

export const TOKENS: EmbeddedGitHubOptions['tokens'] = [
  {
    token: APP,
    login: 'autofix[bot]',
    permissions: { metadata: 'read', contents: 'write', pull_requests: 'write' }
  },
  {
    token: WORKFLOW,
    login: 'github-actions[bot]',
    permissions: { metadata: 'read', contents: 'write', actions: 'write', variables: 'write' }
  },
  { token: READER, login: 'reader', permissions: { metadata: 'read', contents: 'read' } }
]

export const PLACE = { owner: 'acme', repo: 'shop' }

export type Octokit = ReturnType<typeof getOctokit>

interface Stage {
  readonly github: EmbeddedGitHub
  /** The official client, in the repository's name. */
  readonly octokit: (token?: string) => Octokit
  /** A bare request below the API's address. */
  readonly ask: (
    path: string,
    init?: RequestInit
  ) => Promise<{ status: number; headers: Headers; body: unknown }>
}

/** One stand-in for a test file; after each test, none of its replies may have broken GitHub's schemas. */
export function stage(options: Partial<EmbeddedGitHubOptions> = {}): Stage {
  const github = new EmbeddedGitHub({ now: () => NOW, tokens: TOKENS, ...PLACE, ...options })
  beforeAll(async () => {
    await github.start()
  })
  afterEach(() => {
    expect(github.schemaViolations).toEqual([])
  })
  afterAll(async () => {
    await github.stop()
  })
  return {
    github,
    octokit: (token = WORKFLOW) => getOctokit(token, { baseUrl: github.url }),
    ask: async (path, init = {}) => {
      const headers = { authorization: `Bearer ${WORKFLOW}`, ...(init.headers as Record<string, string>) }
      const response = await fetch(github.url + path, { ...init, headers })
      const text = await response.text()
      const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json')
      return {
        status: response.status,
        headers: response.headers,
        body: isJson ? (JSON.parse(text) as unknown) : text
      }
    }
  }
}

/** What the client throws: the status and the service's message. */
export function refusal(status: number, message: string | RegExp): object {
  const wanted: unknown =
    typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message)
  return { status, message: wanted }
}

import { execFileSync } from 'node:child_process'
import type { ReleaseState } from './plan-release.js'

export interface NewRelease {
  readonly tag: string
  readonly title: string
  /** Markdown. */
  readonly notes: string
  readonly preRelease: boolean
}

export interface NewPullRequest {
  readonly branch: string
  readonly title: string
  readonly body: string
}

/** What a release needs of GitHub beside git. Every method throws when GitHub refuses. */
export interface Releases {
  state(tag: string): ReleaseState
  /** Nobody but maintainers sees a draft. Its tag has to exist. */
  draft(release: NewRelease): void
  /** Files of the same name are replaced. Only while it is a draft: a published release may be immutable. */
  attach(tag: string, files: readonly string[]): void
  publish(tag: string, options: { readonly latest: boolean }): void
  /** Does nothing when the branch has an open pull request. */
  openPullRequest(pullRequest: NewPullRequest): void
}

/** GitHub through its own program `gh`, which takes repository and token from the environment (`GH_REPO`, `GH_TOKEN`). */
export function openReleases(env: Readonly<NodeJS.ProcessEnv> = process.env): Releases {
  const gh = (args: readonly string[], input = ''): string =>
    execFileSync('gh', args, { env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
  return {
    state: (tag) => {
      const lines = gh([
        'api',
        '--paginate',
        'repos/{owner}/{repo}/releases?per_page=100',
        '--jq',
        '.[] | "\\(.draft) \\(.tag_name)"'
      ]).split('\n')
      if (lines.includes(`false ${tag}`)) return 'published'
      return lines.includes(`true ${tag}`) ? 'draft' : 'absent'
    },
    draft: ({ tag, title, notes, preRelease }) => {
      const flags = ['--draft', '--verify-tag', ...(preRelease ? ['--prerelease'] : [])]
      gh(['release', 'create', tag, ...flags, '--title', title, '--notes-file', '-'], notes)
    },
    attach: (tag, files) => {
      gh(['release', 'upload', tag, '--clobber', ...files])
    },
    publish: (tag, { latest }) => {
      gh(['release', 'edit', tag, '--draft=false', `--latest=${latest}`])
    },
    openPullRequest: ({ branch, title, body }) => {
      const open = gh(['pr', 'list', '--head', branch, '--state', 'open', '--json', 'number'])
      if ((JSON.parse(open) as readonly unknown[]).length > 0) return
      gh(['pr', 'create', '--base', 'main', '--head', branch, '--title', title, '--body-file', '-'], body)
    }
  }
}

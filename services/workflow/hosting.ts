import type { Permissions, TokenGrant } from '../github/credentials.js'
import type { EmbeddedGitHub } from '../github/embedded-github.js'

/** A GitHub App that is installed on the repository. */
export interface InstalledApp {
  readonly clientId: string
  readonly privateKey: string
  /** Login of what it writes, such as `acme-autofix[bot]`. */
  readonly login: string
  readonly permissions: Permissions
}

/** What GitHub Actions has for the workflows of one repository. */
export interface Hosting {
  readonly github: EmbeddedGitHub
  /** The tokens that the embedded GitHub knows; those of jobs and Apps come and go. */
  readonly tokens: TokenGrant[]
  readonly repository: string
  readonly secrets: Readonly<Record<string, string>>
  readonly vars: Readonly<Record<string, string>>
  readonly apps: readonly InstalledApp[]
  /** Files of `.github/workflows` of the default branch, by path. */
  readonly workflows: Readonly<Record<string, string>>
  /** Reusable workflows elsewhere, by what a job's `uses:` says. */
  readonly shared: Readonly<Record<string, string>>
  /** Where the vendors are on this machine: added to a step of our action, by the inputs that the workflow gives it. */
  readonly addresses: (inputs: Readonly<Record<string, string>>) => {
    readonly inputs: Readonly<Record<string, string>>
    readonly env: Readonly<Record<string, string>>
  }
}

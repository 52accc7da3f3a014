/** How a repository's own checks behave, to set up at any time. */
export interface CheckPlan {
  /** Names of the runs that a pull request starts. Default `['test']`. Empty: the repository has no workflow for them. */
  readonly runs?: readonly string[]
  /** Milliseconds between the opening of the pull request and the start. Default 0. */
  readonly delayMs?: number
  /** How many questions about the commit are answered with nothing before the checks are there. Default 0. */
  readonly delayRequests?: number
  /** How the runs end, at once. Absent: they stay in progress. */
  readonly conclusion?: 'success' | 'failure'
  /** Apps that put a suite without runs on every commit, as those do that listen and never report. */
  readonly idleApps?: readonly string[]
}

/** The plan, and how often each commit was asked about. */
export class CheckSettings {
  #plan: CheckPlan = {}
  readonly #asked = new Map<string, number>()

  get plan(): CheckPlan {
    return this.#plan
  }

  configure(plan: CheckPlan): void {
    this.#plan = plan
    this.#asked.clear()
  }

  /** Counts a question; true once the commit was asked about often enough. */
  isDue(sha: string): boolean {
    const before = this.#asked.get(sha) ?? 0
    this.#asked.set(sha, before + 1)
    return before >= (this.#plan.delayRequests ?? 0)
  }
}

/** What counts as a deploy to production. */
export interface DeploysPolicy {
  /** Globs on the names of environments that are production; `{service}` stands for the name of the service. */
  readonly environments: readonly string[]
  /** Names that deploys go by -> the service as Datadog knows it. */
  readonly services: readonly { readonly name: string; readonly service: string }[]
  /** Whether a published release counts as a deploy, where no deployment tells of it. */
  readonly releases: boolean
  /** How far back deploys are looked at, to tell how often they happen. */
  readonly lookbackDays: number
}

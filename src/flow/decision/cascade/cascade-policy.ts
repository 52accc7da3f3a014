export interface CascadePolicy {
  /** What becomes of the issues under the parent ticket: no tickets of their own, or tickets that are linked to it. */
  readonly children: 'suppress' | 'link'
  /** Globs on hosts that are ours, beside private addresses and names. */
  readonly ownHosts: readonly string[]
  /** Which services depend on which; globs on both sides. */
  readonly upstreams: readonly { readonly service: string; readonly dependsOn: readonly string[] }[]
  /** From so many issues that rise at once, */
  readonly minimumIssues: number
  /** in so many services, */
  readonly minimumServices: number
  /** which are such a share of all that could show a rise, it is a cascade. */
  readonly minimumShare: number
}

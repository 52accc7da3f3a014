/** What a version begins with in the tag that releases it: `v1.4.0`, `release-1.4.0`, `checkout@1.4.0`, `@acme/ui@1.4.0`, `checkout/v1.4.0`. */
const PREFIX = /^(?:@?[\w./-]{1,60}[@/])?(?:release[-_/])?v?(?=\d)/i

/** The version that a tag names, as a build calls itself: `v1.4.0` is `1.4.0`. A tag without a number is its own version. */
export function tagVersion(tag: string): string {
  return tag.replace(PREFIX, '')
}

/** What tags of one series share: all but the version. */
export function tagSeries(tag: string): string {
  return PREFIX.exec(tag)?.[0].replace(/v$/i, '') ?? ''
}

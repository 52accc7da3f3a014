import { sayPlural } from '../flow/ticket/wording.js'
import { linkTo, safe, shorten } from '../text/markdown.js'
import type { OutcomeRecord } from './outcome-record.js'

/** More than these nobody reads; the JSON report has all of them. */
const MOST_LISTED = 100

/**
 * What has no ticket because a known pattern says so, and what one that has expired would have said: for who reads the digest, not
 * for who is on call. Nothing where no pattern of these tiers fits.
 */
export function digestSection(records: readonly OutcomeRecord[]): string[] {
  const listed = records.filter(({ reason }) => reason === 'pattern-digest')
  const ignored = records.filter(({ reason }) => reason === 'pattern-ignore').length
  const expired = new Set(records.flatMap(({ evidence }) => evidence?.pattern?.expired ?? []))
  const lines = listed
    .slice(0, MOST_LISTED)
    .map((record) => `- ${linkTo(shorten(record.title, 200), record.issueUrl)}: ${safe(record.why)}`)
  const more = listed.length - lines.length
  return [
    ...(listed.length === 0
      ? []
      : ['### Digest', [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')]),
    ...(ignored === 0 ? [] : [`${sayPlural(ignored, 'issue')} ignored, as known patterns say.`]),
    ...(expired.size === 0
      ? []
      : [
          '### Expired patterns',
          [...expired]
            .slice(0, MOST_LISTED)
            .map((each) => `- ${safe(each)}`)
            .join('\n')
        ])
  ]
}

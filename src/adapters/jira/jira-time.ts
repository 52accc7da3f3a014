import * as z from 'zod'

/**
 * A moment in a reply, in milliseconds since the epoch. Jira writes `2026-01-31T09:05:00.000+0000`, without the colon that
 * ISO 8601 has in an offset.
 */
export const jiraMoment = z.string().transform((text, problems) => {
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (!Number.isNaN(at)) return at
  problems.addIssue({ code: 'custom', message: 'not a date' })
  return z.NEVER
})

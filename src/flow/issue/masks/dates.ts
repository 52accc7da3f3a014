import { digits, endsWith, other, rank, thenOf, type MaskRule, type Opening } from './mask-rule.js'

const months = 'january february march april may june july august september october november december'
  .split(' ')
  .flatMap((name) => [name, name.slice(0, 3), ...(name === 'september' ? ['sept'] : [])])
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'
  .split(' ')
  .flatMap((name) => [
    name,
    name.slice(0, 3),
    ...(/^[wt]/.test(name) ? [name.slice(0, 4), name.slice(0, 5)] : [])
  ])
const month =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)'
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?(?:day)?'
const zone = '(?: ?(?:Z(?!\\w)|(?:UTC|GMT)?[+-]\\d\\d:?\\d\\d(?!\\d)|UTC|GMT|[A-Z]{2,4}T(?!\\w)))'
const clock = '\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,:]\\d{1,9})?)?(?: ?[AaPp]\\.?[Mm]\\.?(?!\\w))?'
const timeAfterDate = `(?:,? (?:at )?${clock}${zone}?)`
const dayAndMonth = `(?:\\d{1,2}[ -]${month}\\.?[ ,-]{1,2}\\d{2,4}(?!\\d)|${month}\\.? {1,2}\\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:,? \\d{4}(?!\\d))?)`
const unit =
  '(?:ns|nanos|nanosec(?:ond)?s?|[uµμ]s|micros|microsec(?:ond)?s?|ms|msecs?|millis|millisec(?:ond)?s?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)'
const spacedUnit =
  '(?:ns|nanoseconds?|[uµμ]s|microseconds?|ms|msecs?|millis|milliseconds?|s|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?)'

/** Dates, times of day and lengths of time, in the forms that runtimes, loggers and locales print. */
export const dateRules: readonly MaskRule[] = [
  // https://www.rfc-editor.org/rfc/rfc3339, with the separators that loggers use in its place.
  date(
    'numeric date',
    digits,
    `(?:19|20)\\d\\d([-/.])\\d{1,2}\\1\\d{1,2}(?!\\d)(?:[T _:-]{1,2}\\d\\d:?\\d\\d(?::?\\d\\d(?:[.,:]\\d{1,9})?)?(?!\\d)${zone}?(?:\\[[\\w/+-]{1,40}\\])?)?`,
    { atLeast: 4, atMost: 4, then: thenOf('digits', '-/.') }
  ),
  date(
    'date, day or month first',
    digits,
    `\\d{1,2}(?:([-/.])\\d{1,2}\\1\\d{4}|/\\d{1,2}/\\d\\d)(?!\\d|[/.-]\\d)${timeAfterDate}?`,
    { atMost: 2, then: thenOf('digits', '-/.') }
  ),
  date('compact date', '12', '(?:19|20)\\d{6}[T-]\\d\\d:?\\d\\d:?\\d\\d(?:[.:]?\\d{1,9})?Z?(?!\\w)', {
    atLeast: 8,
    then: { digits: '-' }
  }),
  date(
    'date of an access log',
    digits,
    `\\d{1,2}/${month}/\\d{4}(?::\\d\\d:\\d\\d:\\d\\d(?: [+-]\\d{4})?)?`,
    { atMost: 2, then: thenOf('digits', '/') }
  ),
  {
    ...date(
      'date in words',
      `${digits}JFMASONDTW`,
      `(?:${weekday},? )?${dayAndMonth}${timeAfterDate}?(?: \\d{4}(?!\\d))?`,
      { atMost: 9, then: { letters: ' .,', digits: ' -', both: '' } }
    ),
    words: [...months, ...weekdays]
  },
  {
    ...date(
      'time of day',
      digits,
      '\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?Z?(?: ?[AaPp][Mm](?!\\w))?(?![\\w:])|\\d{1,2}:\\d\\d ?[AaPp][Mm](?!\\w)',
      { atMost: 2, then: thenOf('digits', ':') }
    ),
    replace: (_, place) => (endsWith(lastsWords, place.before) ? '<duration>' : '<date>'),
    needs: ':'
  },
  {
    ...date('length of time on the clock', digits, '\\d{1,3}:\\d\\d(?!\\w|[:.]\\d)', {
      atMost: 3,
      then: thenOf('digits', ':')
    }),
    replace: (_, place) => (endsWith(lastsWords, place.before) ? '<duration>' : undefined),
    needs: ':'
  },
  // https://pkg.go.dev/time#Duration.String, and numbers with a unit of time.
  duration(
    'duration with units',
    `${digits}+-<`,
    `<?[-+]?\\d[\\d,]{0,20}(?:\\.\\d{1,12})?(?:${unit}(?:\\d{1,9}(?:\\.\\d{1,12})?${unit}){0,5}| ${spacedUnit})(?![\\w-])`,
    { then: { digits: ` .,${other}`, sign: `+-${digits}` } }
  ),
  // https://docs.oracle.com/javase/8/docs/api/java/time/Duration.html#toString
  duration(
    'duration of ISO 8601',
    'P',
    'P(?:\\d{1,9}[YMWD]){0,4}(?:T(?:-?\\d{1,12}(?:\\.\\d{1,9})?[HMS]){1,3})?(?<=\\d[YMWDHS])(?!\\w)',
    { then: { letters: '-' } }
  )
]

const lastsWords =
  /(?<=\b(?:lifetime|elapsed|duration|uptime|took|after|within|for|lasted|ran)[\s:=]{1,2})$/iy

function date(name: string, starts: string, source: string, opening: Opening): MaskRule {
  const pattern = new RegExp(`(?<![\\w.>]|\\d[:/-])${source}`, 'y')
  return { name, starts, rank: rank.date, pattern, opening, replace: () => '<date>' }
}

function duration(name: string, starts: string, source: string, opening: Opening): MaskRule {
  const pattern = new RegExp(`(?<![\\w.>:])${source}`, 'y')
  return { name, starts, rank: rank.date, pattern, opening, replace: () => '<duration>' }
}

import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('dates, times and lengths of time', () => {
  it.each([
    ['an ISO date', 'no rates for 2026-03-01', 'no rates for <date>'],
    ['an ISO date and time', 'expired at 2026-03-01T10:11:12.131Z', 'expired at <date>'],
    ['with an offset', 'expired at 2026-03-01 10:11:12,131 +02:00 here', 'expired at <date> here'],
    ['with a named zone', 'expired at 2026-03-01T10:11:12+01:00[Europe/Paris]', 'expired at <date>'],
    ['single digits', 'since 2016/9/27:20:40:54.786', 'since <date>'],
    ['compact', 'since 20260301T101112Z', 'since <date>'],
    ['in words', 'since Sun Jul 17 14:02:49 2005', 'since <date>'],
    ['of a mail', 'since Mon, 02 Jan 2006 15:04:05 -0700', 'since <date>'],
    ['of syslog', 'Jun  4 15:16:01 lost', '<date> lost'],
    ['of an access log', 'at 10/Oct/2000:13:55:36 -0700', 'at <date>'],
    ['of a locale, with words', 'since Jan 2, 2006, 3:04:05 PM', 'since <date>'],
    ['of a locale, with dots', 'since 02.01.2006 15:04', 'since <date>'],
    ['of a locale, with slashes', 'since 1/2/06', 'since <date>'],
    ['a time of day', 'at 10:11:12.131', 'at <date>'],
    ['milliseconds', 'timed out after 3042ms', 'timed out after <duration>'],
    ['seconds in words', 'retry in 5 seconds', 'retry in <duration>'],
    ['one second', 'retry in 1 second', 'retry in <duration>'],
    ['of Go', 'timeout 1h2m3.5s exceeded', 'timeout <duration> exceeded'],
    ['of ISO', 'timeout PT1H2M3.5S exceeded', 'timeout <duration> exceeded'],
    ['on the clock', 'lifetime 01:05', 'lifetime <duration>'],
    ['less than one', 'lifetime <1 sec', 'lifetime <duration>'],
    ['a version is no date', 'version 3.10.12 is old', 'version <num> is old'],
    ['may is a verb', 'you may not pay', 'you may not pay'],
    ['a standard is no duration', '802.11d is off', '802.11d is off']
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })
})

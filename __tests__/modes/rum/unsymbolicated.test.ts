import { describe, expect, it } from '@jest/globals'
import { clientError } from '../../../services/datadog/rum-seeds.js'
import { openTriage } from '../triage-rig.js'
import { descriptionOf, onlyTicket } from '../vendors-hold.js'
import { alert, appFiles, huntOf, isSameBug, leaksOf } from './app.js'

interface Row {
  readonly platform: Parameters<typeof clientError>[0]
  /** What the ticket says of the place. */
  readonly where: RegExp
  readonly mend: string
}

const rows: readonly Row[] = [
  {
    platform: 'BROWSER',
    where: /app\.4f3c9a1e\.min\.js is a minified bundle .*upload its source maps/,
    mend: 'upload the source maps to Datadog with each release, by datadog-ci sourcemaps upload'
  },
  {
    platform: 'REACT_NATIVE',
    where: /index\.android\.bundle is a minified bundle .*upload its source maps/,
    mend: 'upload the source maps to Datadog with each release, by datadog-ci react-native upload'
  },
  {
    platform: 'IOS',
    where: /File\nShop, in the repository: unknown: no file of the repository fits Shop\n/,
    mend: 'upload the dSYMs to Datadog with each release, by datadog-ci dsyms upload'
  },
  {
    platform: 'ANDROID',
    where: /File\nno file in the trace, in the repository: unknown: /,
    mend: 'upload the mapping file of R8 to Datadog with each release, by ./gradlew uploadMappingRelease'
  },
  {
    platform: 'FLUTTER',
    where: /Where\nunknown: the trace has no frames that can be read\n/,
    mend: 'upload the Dart symbols to Datadog with each release, by datadog-ci flutter-symbols upload'
  }
]

describe.each(rows)('an error of $platform without source maps or symbols', ({ platform, where, mend }) => {
  it('has a ticket that says why it has no line, and what to upload; it goes to the default team', async () => {
    const rig = await openTriage({ files: appFiles })
    const issueId = rig.seed(clientError(platform, { symbols: false }), [3, 2, 1])
    const ended = await rig.runOne({ issueId, alert })
    const text = descriptionOf(onlyTicket(rig))
    expect(huntOf(ended)).toEqual([`rum: issue.id:${issueId} OR @issue.id:${issueId}`])
    expect(ended.record).toMatchObject({
      outcome: 'ticketed',
      route: { rule: 'default', team: 'platform' },
      classification: { kind: 'none' }
    })
    expect(text).toMatch(where)
    expect(text).toContain(`How to see the line\nthe build came without symbols: ${mend}`)
    expect(text).toContain('Users\n3 in the last 24 hours\nSessions\n3 in the last 24 hours\n')
    expect(leaksOf(ended)).toEqual([])
  })

  it('is told from another bug of the same build by its message', async () => {
    const rig = await openTriage({ files: appFiles })
    const other = { symbols: false, message: 'Index out of range of the list of vouchers' }
    const first = await rig.runOne({ issueId: rig.seed(clientError(platform, { symbols: false })), alert })
    const second = await rig.runOne({ issueId: rig.seed(clientError(platform, other)), alert })
    expect(second.record.outcome).toBe('ticketed')
    expect(isSameBug(first.record, second.record)).toBe(false)
  })
})

describe.each(['BROWSER', 'REACT_NATIVE', 'ANDROID', 'FLUTTER'] as const)(
  'the next release of %s, whose compiler chose other names and addresses',
  (platform) => {
    it('has the same bug: its ticket is updated', async () => {
      const rig = await openTriage({ files: appFiles })
      const build = (number: number): string =>
        rig.seed(clientError(platform, { symbols: false, build: number, version: `7.${number}.0` }))
      await rig.runOne({ issueId: build(3), alert })
      const second = await rig.runOne({ issueId: build(4), alert })
      expect(second.record).toMatchObject({ outcome: 'duplicate', reason: 'same-fingerprint' })
    })
  }
)

describe('an error of a Roku channel', () => {
  it('has a ticket with its trace as text, and is the same bug in the next release', async () => {
    const rig = await openTriage({ files: appFiles })
    const first = await rig.runOne({ issueId: rig.seed(clientError('ROKU')), alert })
    const text = descriptionOf(onlyTicket(rig))
    expect(text).toContain('Where\nunknown: the trace has no frames that can be read\n')
    expect(text).toContain('pkg:/source/basket.brs(14)')
    expect(text).not.toContain('How to see the line')
    const next = await rig.runOne({ issueId: rig.seed(clientError('ROKU', { build: 1 })), alert })
    expect(next.record).toMatchObject({ outcome: 'duplicate', reason: 'same-fingerprint' })
    expect([...leaksOf(first), ...leaksOf(next)]).toEqual([])
  })
})

describe('a crash of an iPhone of which only the signal and addresses are known', () => {
  it('is its own issue alone: another one with the same signal is another bug', async () => {
    const rig = await openTriage({ files: appFiles })
    const first = await rig.runOne({ issueId: rig.seed(clientError('IOS', { symbols: false })), alert })
    const second = await rig.runOne({ issueId: rig.seed(clientError('IOS', { symbols: false })), alert })
    expect(second.record.outcome).toBe('ticketed')
    expect(isSameBug(first.record, second.record)).toBe(false)
  })

  it('is known by its message where it has one of its own', async () => {
    const rig = await openTriage({ files: appFiles })
    const raised = { type: 'NSInvalidArgumentException', message: 'parcel has no address', symbols: false }
    const first = await rig.runOne({ issueId: rig.seed(clientError('IOS', raised)), alert })
    const second = await rig.runOne({ issueId: rig.seed(clientError('IOS', { ...raised, build: 1 })), alert })
    expect(isSameBug(first.record, second.record)).toBe(true)
  })
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { git } from '../adapters/git/checkout.js'
import { example, explainIn, explainSaved, makeFolder, root, sectionOf } from './saved.js'

const backend = join(root, 'examples/issues/backend-null.json')
const flutter = join(root, 'examples/issues/flutter-rum.json')

const policy = `jira: { project: TRIP, priority: High, fields: { customfield_10042: platform } }
ownership:
  teams:
    pricing: { github: ['@example-travel/pricing'], component: pricing, assignee: 'account-7' }
`

/** A checkout of the code that the backend example is about. Returns its folder. */
async function checkOut(remote: string): Promise<string> {
  const folder = makeFolder()
  const files = {
    '.github/CODEOWNERS': '/src/pricing/ @example-travel/pricing\n',
    '.github/datadog-autofix.yml': policy,
    'src/pricing/quote-total.ts': `${'// a line\n'.repeat(26)}  return quote.price.currency\n`,
    'src/bookings/price-booking.ts': '',
    'src/bookings/confirm-booking.ts': ''
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  await git(folder, 'init', '--quiet')
  await git(folder, 'remote', 'add', 'origin', remote)
  await git(folder, 'add', '--all')
  await git(folder, 'commit', '--quiet', '--message', 'Booking')
  return folder
}

describe('an error of a backend, saved with everything', () => {
  it('is scored from its events, its trend and its times', async () => {
    const told = await explainIn(makeFolder(), backend)
    expect(told).toMatchObject({ exitCode: 0, problem: '' })
    const score = sectionOf(told, 'SCORE').join('\n')
    expect(score).toMatch(/State is FOR REVIEW +\+3 of 3 +the state is OPEN/)
    expect(score).toMatch(/Production service +\+3 of 3 +booking-api in prod/)
    expect(score).toMatch(/High Impact monitor fired +\? of 3 +unknown: no monitor started this run/)
    expect(score).toMatch(
      /Error rate rising +\+2 of 2 +\d+ errors in 1\.9 hours where \d+ \(\d+ to \d+\) are usual/
    )
    expect(score).toMatch(/First seen recently +\+1 of 1/)
    expect(sectionOf(told, 'DECISION')[0]).toBe('ticketed (new-bug): 9 points, and a ticket needs 5')
    expect(told.text).not.toContain('WHAT IT WOULD NEED TO KNOW MORE')
  })

  it('says which time, which policy and which checkout it rests on', async () => {
    const footing = sectionOf(await explainIn(makeFolder(), backend), 'ISSUE -> DECISION -> TICKET').join(
      '\n'
    )
    expect(footing).toContain('2026-11-18 14:53 UTC, a minute after the issue was last seen')
    expect(footing).toContain('the built-in defaults')
    expect(footing).toContain('PROJECT stands for your Jira project')
    expect(footing).toContain('no checkout was given')
  })

  it('has culprit, owner, class and the fields of its ticket when the checkout is at hand', async () => {
    const folder = await checkOut('git@github.com:example-travel/booking.git')
    const told = await explainIn(makeFolder(), backend, '--repository', folder)
    expect(sectionOf(told, 'CULPRIT')).toEqual([
      'src/pricing/quote-total.ts:27',
      'in quoteTotal',
      'because: innermost in-app frame',
      'commit: 8c2f6d1b0e9a47538d21f7c4b6a90e35d4c718af',
      'https://github.com/example-travel/booking/blob/8c2f6d1b0e9a47538d21f7c4b6a90e35d4c718af/src/pricing/quote-total.ts#L27'
    ])
    expect(sectionOf(told, 'OWNER')[0]).toMatch(/^pricing, because .github\/CODEOWNERS line 1/)
    const fix = sectionOf(told, 'AUTO-FIX, AS IF AUTOFIX-ENABLED WERE TRUE')
    expect(fix[0]).toMatch(/^Class: null-safety-guard: /)
    expect(fix.slice(1).map((line) => line.split(/ +/).slice(0, 2))).toEqual([
      ['kill-switch', 'yes'],
      ['class', 'yes'],
      ['pattern', 'yes'],
      ['cause', 'yes'],
      ['diagnosis', 'yes'],
      ['score', 'yes'],
      ['origin', 'yes'],
      ['not-handed-off', 'yes']
    ])
    const ticket = sectionOf(told, 'TICKET THAT WOULD BE FILED').join('\n')
    for (const field of [
      'summary:  [booking-api] TypeError',
      'datadog-issue-3f9c1b52-c47d-11f0-9b2e-da7ad0900002',
      'customfield_10042: platform',
      'components: pricing',
      'assignee: account-7',
      'priority: High',
      'project:  TRIP'
    ]) {
      expect(ticket).toContain(field)
    }
  })

  it('has no culprit in a checkout of something else', async () => {
    const folder = await checkOut('https://github.com/example-travel/website.git')
    const told = await explainIn(folder, backend)
    expect(sectionOf(told, 'ISSUE -> DECISION -> TICKET').join('\n')).toContain(
      'github.com/example-travel/website'
    )
    expect(sectionOf(told, 'CULPRIT')[0]).toContain(
      'the event says that the code is in github.com/example-travel/booking'
    )
  })

  it('does not take this program for the code that failed', async () => {
    const told = await explainIn(root, backend)
    expect(sectionOf(told, 'CULPRIT')[0]).toContain('no checkout was given')
  })

  it('shows nothing private that its events hold', async () => {
    for (const option of [[], ['--json']]) {
      const { text } = await explainIn(makeFolder(), backend, ...option)
      expect(text).toContain('booking-api')
      expect(text).not.toMatch(/guest\d@|73114/)
    }
  })

  it('is told to machines, too', async () => {
    const { text } = await explainIn(makeFolder(), backend, '--json', '--site', 'datadoghq.eu')
    const json = JSON.parse(text)
    expect(json).toMatchObject({
      schema: 1,
      record: { outcome: 'ticketed', reason: 'new-bug', score: { total: 9 } },
      filing: { forced: false, ticket: { fields: { project: { key: 'PROJECT' } } } },
      missing: []
    })
    expect(json.record.issueUrl).toMatch(/^https:\/\/app\.datadoghq\.eu\//)
    expect(json.filing.ticket.description.type).toBe('doc')
  })
})

describe('an error of an app, saved with everything', () => {
  it('is scored by its users, and read as Dart', async () => {
    const told = await explainIn(
      makeFolder(),
      flutter,
      '--policy',
      join(root, 'examples/config/rum-flutter.yml')
    )
    expect(sectionOf(told, 'SCORE').join('\n')).toMatch(/Affected users[^+]+\+\d of \d +171 users/)
    expect(sectionOf(told, 'CULPRIT')).toContain('in new GiftCard.fromJson')
    expect(sectionOf(told, 'OWNER')[0]).toMatch(/^mobile, /)
    expect(sectionOf(told, 'ITS DESCRIPTION').join('\n')).toContain('package:shop/gifts/gift_card.dart')
    expect(told.text).not.toMatch(/customer\d@|QX7R2M/)
  })
})

describe('a bare issue', () => {
  it('is below the threshold, with everything else unknown and never zero', async () => {
    const told = await explainSaved(example('bare-issue'))
    expect(sectionOf(told, 'DECISION')[0]).toMatch(/^below-threshold /)
    const score = sectionOf(told, 'SCORE').join('\n')
    expect(score).toMatch(/Production service +\? of 3 +unknown: .*the file holds no "events"/)
    expect(score).toMatch(/Affected users[^?]+\? of 2 +unknown: the file holds no "search"/)
    expect(score).toMatch(/Error rate rising +\? of 2 +unknown: the file holds no "trend"/)
  })

  it('has the ticket shown that force-fix would file, and says so', async () => {
    const told = await explainSaved(example('bare-issue'))
    expect(sectionOf(told, 'DECISION')).toContain(
      'No ticket is filed. From "Culprit" on: what force-fix would look up and file.'
    )
    const title = 'TICKET THAT WOULD BE FILED IF A PERSON ASKED FOR IT WITH FORCE-FIX'
    expect(sectionOf(told, title)[0]).toContain('[invoice-worker] KeyError')
  })

  it('has no ticket at all when a person has set it to IGNORED', async () => {
    const saved = example('bare-issue')
    saved.data.attributes.state = 'IGNORED'
    const told = await explainSaved(saved)
    expect(sectionOf(told, 'DECISION')).toEqual([
      'disqualified (state-ignored): the issue is IGNORED in Datadog'
    ])
    expect(sectionOf(told, 'TICKET')).toEqual(['none'])
  })

  it('is decided as of another time, and for another environment, on request', async () => {
    const saved = example('bare-issue')
    const soon = new Date(saved.data.attributes.first_seen + 3_600_000).toISOString()
    const told = await explainSaved(saved, '--now', soon, '--env', 'production')
    const score = sectionOf(told, 'SCORE').join('\n')
    expect(score).toMatch(/First seen recently +\+1 of 1 +first seen 1\.0 hours ago/)
    expect(score).toMatch(/Production service +\+3 of 3 +invoice-worker in production/)
    expect(sectionOf(told, 'ISSUE -> DECISION -> TICKET').join('\n')).toContain('as --now says')
  })

  it('has its redactor, also for what characters hide that nobody sees', async () => {
    const saved = example('bare-issue')
    const hidden = 'customer.\u200bone@mail.example'
    saved.data.attributes.service = `worker ${hidden}`
    saved.data.attributes.error_message = `no address for ${hidden}\u001b[31m`
    const { text } = await explainSaved(saved)
    expect(text).toContain('[redacted:email]')
    expect(text).not.toMatch(/one@mail/)
    expect(text.includes('\u001b')).toBe(false)
  })

  it('has no sign in its JSON that a terminal obeys', async () => {
    const saved = example('backend-null')
    const odd = 'squad\u009b31m\u202e\u007f'
    const { text } = await explainSaved(JSON.stringify(saved).replaceAll('bookings', odd), '--json')
    expect(text).not.toMatch(/[\u007f-\u009f\u202a-\u202e]/)
    expect(JSON.parse(text)).toMatchObject({ schema: 1 })
  })

  it('takes no word that every object knows for the kind of an event', async () => {
    const saved = example('backend-null')
    for (const event of saved.events.data) event.type = 'constructor'
    await expect(explainSaved(saved)).resolves.toMatchObject({ text: expect.stringContaining('DECISION') })
  })
})

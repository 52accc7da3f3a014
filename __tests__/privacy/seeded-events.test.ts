import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { browserError, nodeTypeError, pythonKeyError, type ErrorSeed } from '../../services/datadog/seeds.js'
import { Planter } from './planter.js'
import { findLeaks, openPrivacyStage, type PrivacyStage } from './privacy-stage.js'
import { alertOf, seedRecent } from './scenario.js'

/** Data where applications, agents and people really leave it; the proxies plant nothing here. */
const planter = new Planter()
const text = (kind: Parameters<Planter['datum']>[0], place: string): string => planter.datum(kind, place).text
const core = (place: string): string => planter.datum('email', place).core

/** Attributes of a request and of the person who made it. */
const visit = {
  'usr.id': text('email', 'usr.id'),
  'usr.email': text('email', 'usr.email'),
  'usr.name': text('name under a key', 'usr.name'),
  'usr.phone': text('phone', 'usr.phone'),
  'session.id': core('session.id'),
  'session.ip': text('IPv4 address', 'session.ip'),
  'session.useragent': `Mozilla/5.0 ${core('session.useragent')}`,
  'geo.city': core('geo.city'),
  'geo.as.name': core('geo.as.name'),
  'network.client.ip': text('IPv6 address', 'network.client.ip'),
  'context.usr.iban': text('IBAN', 'context.usr.iban'),
  'context.cart.card': text('card number', 'context.cart.card'),
  'http.url': `https://shop.example.com/orders/8412?${text('password', 'http.url')}&mail=${text('email', 'http.url')}`,
  'http.url_details.queryString.token': core('queryString'),
  'http.referer': text('query string', 'http.referer'),
  'http.request.headers.cookie': text('cookie', 'http.request.headers.cookie'),
  'http.request.headers.authorization': text('bearer header', 'http.request.headers.authorization'),
  'view.url': `https://shop.example.com/cart?card=${text('card number', 'view.url')}`,
  'view.name': `/orders/${text('email', 'view.name')}/cart`,
  'view.referrer': text('query string', 'view.referrer'),
  'db.statement': `UPDATE users SET mail='${text('email', 'db.statement')}'`
}

/** The error with data in the attributes, the tags and the stack of every event. */
function withVisits(seed: ErrorSeed): ErrorSeed {
  return {
    ...seed,
    event: (timestamp, number) => {
      const event = seed.event(timestamp, number)
      const [headline = '', ...frames] = (event.stack ?? '').split('\n')
      return {
        ...event,
        host: text('IPv4 address', `host ${seed.track}`),
        stack: [headline, ...frames, `    at ${text('query string', `frame ${seed.track}`)}:3:9`].join('\n'),
        tags: [...(event.tags ?? []), `user:${core('tag user')}`, `mail:${text('email', 'tag mail')}`],
        attributes: { ...event.attributes, ...visit }
      }
    }
  }
}

const path = 'src/orders/order-total.ts'
const files = {
  '.github/CODEOWNERS': [
    `# asked by ${text('email', 'comment of CODEOWNERS')}`,
    `*             ${text('email', 'default owner')}`,
    `/src/orders/  ${text('email', 'owner')} @acme/checkout`,
    `/billing/     ${text('email', 'only owner')}`,
    ''
  ].join('\n'),
  [path]: 'export const orderTotal = 1\n'
}

describe.each(['standard', 'strict'] as const)(
  'private data in events, files and webhooks, privacy: %s',
  (mode) => {
    let open: PrivacyStage
    beforeAll(async () => {
      open = await openPrivacyStage({ mode, kinds: [], files })
    })
    afterAll(() => open.stop())

    const secret = planter.datum('GitHub token', 'git.repository_url')
    const repository = `https://x-access-token:${secret.text}@github.com/acme/shop.git`

    it.each([
      {
        track: 'spans',
        seed: () => nodeTypeError({ commit: open.stage.commit, repository, culprit: { file: path } })
      },
      { track: 'logs', seed: () => pythonKeyError() },
      { track: 'rum', seed: () => browserError() }
    ])('of $track are not in the ticket, the log, the summary or the report', async ({ seed }) => {
      const id = seedRecent(open.stage, withVisits(seed()))
      const { result, sent } = await open.play({
        ...alertOf(id, {
          issue_id: '$TAGS[issue.id]',
          text: `For ${text('email', 'webhook text')}: ${text('AWS access key', 'webhook text')}\ndd-issue-id=${id}`,
          scope: `issue.id:${id},user:${text('email', 'webhook scope')}`,
          service: `shop ${text('Stripe key', 'webhook service')}`,
          env: 'production',
          monitor_id: `1 ${text('phone', 'webhook monitor')}`,
          cycle_key: text('JSON web token', 'webhook cycle')
        }),
        inputs: { 'autofix-enabled': 'true' }
      })
      expect(result.outputs['outcome']).toBe('ticketed')
      expect(findLeaks(planter, sent)).toEqual([])
    })

    it('are not in the hand-off to auto-fix', () => {
      const dispatched = JSON.stringify(open.stage.github.dispatches)
      expect(dispatched).toContain('"path":"src/orders/')
      expect(findLeaks(planter, [{ where: 'dispatches', text: dispatched }])).toEqual([])
    })

    it('are not in the refusal of a malformed event', async () => {
      const { result, sent } = await open.play(
        alertOf(text('email', 'malformed id'), {
          schema: text('GitLab token', 'schema'),
          transition: text('Slack token', 'transition')
        })
      )
      expect(result.exitCode).toBe(1)
      expect(result.stdout).toContain('client_payload.issue_id')
      expect(findLeaks(planter, sent)).toEqual([])
    })
  }
)

import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import type { JiraFacts } from '../../../src/check-up/jira/facts.js'
import { CLOUD_ID, good, linesOf, silence, unauthorised } from './judge-facts.js'

const GATEWAY = `https://api.atlassian.com/ex/jira/${CLOUD_ID}`

function refusedWith(answer: typeof unauthorised, more: Partial<JiraFacts> = {}): JiraFacts {
  return { ...good, account: answer, linkTypes: answer, resolutions: answer, siteFields: answer, ...more }
}

describe('the token', () => {
  it('is accepted when Jira answers any question, though it lacks the scope for who it is', () => {
    expect(linesOf('jira-token', { ...good, account: unauthorised })).toEqual([
      'ok: acme.atlassian.net accepts jira-user-email and jira-api-token.'
    ])
    expect(linesOf('jira-account', { ...good, account: unauthorised })).toEqual([
      'warning: The token works, but it does not say whose it is: it lacks the scope read:jira-user. | Add the scope read:jira-user ' +
        'to the token if the doctor is to check account and assignees. Runs do without it.'
    ])
  })

  it('is refused at the site: both causes, with the whole address of the gateway', () => {
    const [line] = linesOf('jira-token', refusedWith(unauthorised))
    expect(line).toMatch(
      /^failed: acme\.atlassian\.net does not accept jira-user-email and jira-api-token \(HTTP 401\)\. \|/
    )
    expect(line).toContain('has not expired')
    expect(line).toContain(
      `scoped token, or one of a service account, it works only through the gateway: set jira-api-url to ${GATEWAY}.`
    )
  })

  it('names where the cloudId is when the site did not tell it', () => {
    const [line] = linesOf('jira-token', refusedWith(unauthorised, { cloudId: silence }))
    expect(line).toContain('<cloudId>, with the cloudId from https://acme.atlassian.net/_edge/tenant_info.')
  })

  it('is refused at the gateway: scopes and site', () => {
    const [line] = linesOf('jira-token', refusedWith(unauthorised, { apiUrl: GATEWAY }))
    expect(line).toContain(
      `the scopes read:jira-work and write:jira-work, and jira-api-url has to be ${GATEWAY}.`
    )
    expect(line).not.toContain('works only through the gateway')
  })

  it('is refused for reading tickets alone: the scope, and the account is still told', () => {
    const facts = refusedWith(unauthorised, { account: good.account })
    expect(linesOf('jira-token', facts)[0]).toMatch(
      /^failed: .* lacks the scope read:jira-work\. \| Make a token with the scopes/
    )
    expect(linesOf('jira-account', facts)[0]).toMatch(/^ok:/)
    expect(linesOf('jira-project', facts)[0]).toMatch(/^warning: Not checked/)
  })

  it('says so when Jira wants a CAPTCHA', () => {
    const captcha = { ...unauthorised, why: 'Jira wants a CAPTCHA solved' }
    expect(linesOf('jira-token', refusedWith(captcha))[0]).toContain(
      '| Log in once in the browser as that account.'
    )
    expect(linesOf('jira-token', refusedWith(unauthorised))[0]).not.toContain('CAPTCHA')
  })

  it('fails when no answer can be read: the address, or Jira itself', () => {
    const [line] = linesOf('jira-token', refusedWith(silence))
    expect(line).toMatch(
      /^failed: Jira gave no answer that can be used: Jira gave no answer in time\. \| Open https:\/\/acme/
    )
    expect(line).toContain('Mend jira-base-url or jira-api-url')
  })

  it('says at the gateway that the scope to write cannot be seen', () => {
    expect(linesOf('jira-token', { ...good, apiUrl: GATEWAY })[0]).toContain(
      'write:jira-work shows when something is written'
    )
  })
})

describe('the account', () => {
  it.each([
    ['same', /^ok: .*"Autofix" \(account id 712020:bot\), whose e-mail address is jira-user-email\.$/],
    ['hidden', /^ok: .*hides its e-mail address\.$/],
    ['other', /^warning: .*is not jira-user-email\. \| Set jira-user-email to that account's address/]
  ] as const)('with an e-mail address that is %s', (email, line) => {
    const account = given({ id: '712020:bot', name: 'Autofix', email })
    expect(linesOf('jira-account', { ...good, account })[0]).toMatch(line)
  })

  it('is not judged by silence', () => {
    expect(linesOf('jira-account', { ...good, account: silence })[0]).toMatch(
      /^warning: Not checked: .* \| Run the doctor again\. .*status\.atlassian\.com/
    )
  })
})

describe('the addresses', () => {
  it.each([
    ['the site', good.apiUrl, /^ok: The API is asked at the site itself/],
    ['the gateway of the site', GATEWAY, /^ok: The gateway of jira-api-url leads to https:\/\/acme/],
    ['the gateway in capitals', GATEWAY.replace(CLOUD_ID, CLOUD_ID.toUpperCase()), /^ok:/],
    ['a proxy', 'https://jira.proxy.example', /^ok: .*taken for a proxy of yours/],
    [
      'the gateway without a site',
      'https://api.atlassian.com',
      new RegExp(`^failed: .* \\| Set jira-api-url to ${GATEWAY}\\.`)
    ],
    [
      'the gateway of another site',
      'https://api.atlassian.com/ex/jira/99999999',
      new RegExp(
        `^failed: The cloudId of jira-api-url is 99999999, but https://acme\\.atlassian\\.net has ${CLOUD_ID}.* \\| Set jira-api-url to ${GATEWAY}, or jira-base-url`
      )
    ]
  ])('lead to %s', (_, apiUrl, line) => {
    expect(linesOf('jira-gateway', { ...good, apiUrl })[0]).toMatch(line)
  })

  it('are not compared when the site does not tell its cloudId', () => {
    const cloudId = { kind: 'refused', status: 404, why: 'HTTP 404' } as const
    expect(linesOf('jira-gateway', { ...good, apiUrl: GATEWAY, cloudId })[0]).toMatch(
      /^warning: Not checked: HTTP 404 \| Open https:\/\/acme\.atlassian\.net\/_edge\/tenant_info/
    )
  })
})

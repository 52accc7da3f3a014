import type { Answer } from '../answer.js'
import { failed, ok, warning } from '../check.js'
import type { JiraFacts } from './facts.js'
import { notChecked, quote, unanswered, type JiraCheck } from './lines.js'

const GATEWAY = 'https://api.atlassian.com/ex/jira'
const TOKENS = 'https://id.atlassian.com/manage-profile/security/api-tokens'

/** Whether Jira took the credentials: a token may lack the scope for one question, and still be good for a run. */
export function isAccepted(facts: JiraFacts): boolean {
  const questions = aboutWork(facts)
  return (
    questions.some(({ kind }) => kind === 'given') ||
    (facts.account.kind === 'given' && !questions.every(isUnauthorised))
  )
}

/** Questions that take no project and no permission, but the scope that a run takes, too. */
function aboutWork({ linkTypes, resolutions, siteFields }: JiraFacts): readonly Answer<unknown>[] {
  return [linkTypes, resolutions, siteFields]
}

function isUnauthorised(answer: Answer<unknown>): boolean {
  return answer.kind === 'refused' && answer.status === 401
}

/** Whether Jira can be reached, as whom, and whether both addresses lead to the same site. */
export function judgeAccess(facts: JiraFacts): readonly JiraCheck[] {
  return [judgeToken(facts), judgeAccount(facts), judgeGateway(facts)]
}

function judgeToken(facts: JiraFacts): JiraCheck {
  const id = 'jira-token'
  const host = new URL(facts.apiUrl).host
  if (isAccepted(facts)) {
    const scopes = cloudIdIn(facts.apiUrl) === undefined ? '' : ` ${SCOPES_UNSEEN}`
    return ok(id, `${host} accepts jira-user-email and jira-api-token.${scopes}`)
  }
  const { account } = facts
  if (account.kind === 'given') {
    return failed(
      id,
      `${host} accepts jira-user-email and jira-api-token, but not for reading tickets (HTTP 401): the token lacks the scope read:jira-work.`,
      `Make a token with the scopes read:jira-work and write:jira-work (${TOKENS}), and put it into the secret of jira-api-token.`
    )
  }
  const refusal = [account, ...aboutWork(facts)].find(isUnauthorised)
  if (refusal?.kind === 'refused') {
    const captcha = /captcha/i.test(refusal.why) ? ' It wants a CAPTCHA solved.' : ''
    return failed(
      id,
      `${host} does not accept jira-user-email and jira-api-token (HTTP 401).${captcha}`,
      `${captcha === '' ? '' : 'Log in once in the browser as that account. '}${tokenMend(facts)}`
    )
  }
  return failed(
    id,
    `Jira gave no answer that can be used: ${quote(account.why)}`,
    `Open ${facts.siteUrl} in a browser: it has to be the page of your Jira Cloud site. Mend jira-base-url or jira-api-url if it is ` +
      'not. If it is, Jira or a proxy is out of order: run the doctor again later.'
  )
}

const SCOPES_UNSEEN =
  'Whether the token has the scope write:jira-work shows when something is written, which the doctor does not.'

/** Which of the causes it is cannot be told from outside: Jira answers all of them alike. */
function tokenMend(facts: JiraFacts): string {
  const renew =
    `Check that the token has not expired and that jira-user-email is its owner's address; else make a new one (${TOKENS}) and ` +
    'put it into the secret of jira-api-token.'
  return cloudIdIn(facts.apiUrl) === undefined
    ? `${renew} If it is a scoped token, or one of a service account, it works only through the gateway: set jira-api-url to ` +
        `${gatewayOf(facts)}.`
    : `${renew} It needs the scopes read:jira-work and write:jira-work, and jira-api-url has to be ${gatewayOf(facts)}.`
}

function judgeAccount(facts: JiraFacts): JiraCheck {
  const id = 'jira-account'
  const { account } = facts
  if (account.kind !== 'given' && !isAccepted(facts)) return notChecked(id, NO_TOKEN.why, NO_TOKEN.mend)
  if (account.kind === 'lost') return unanswered(id, account, '')
  if (account.kind === 'refused') {
    return warning(
      id,
      'The token works, but it does not say whose it is: it lacks the scope read:jira-user.',
      'Add the scope read:jira-user to the token if the doctor is to check account and assignees. Runs do without it.'
    )
  }
  const { name, id: accountId, email } = account.value
  const found = `It belongs to "${quote(name)}" (account id ${quote(accountId)})`
  switch (email) {
    case 'same':
      return ok(id, `${found}, whose e-mail address is jira-user-email.`)
    case 'hidden':
      return ok(id, `${found}, whose profile hides its e-mail address.`)
    case 'other':
      return warning(
        id,
        `${found}, whose e-mail address is not jira-user-email.`,
        "Set jira-user-email to that account's address, or use a token of the account that jira-user-email names."
      )
  }
}

/** What every line waits for that asks with the token. */
export const NO_TOKEN = {
  why: 'Jira did not answer with this token',
  mend: 'Mend jira-token first.'
} as const

function judgeGateway(facts: JiraFacts): JiraCheck {
  const id = 'jira-gateway'
  const { siteUrl, apiUrl, cloudId } = facts
  const wanted = cloudIdIn(apiUrl)
  if (wanted === undefined) {
    if (new URL(apiUrl).host === 'api.atlassian.com') {
      return failed(
        id,
        `jira-api-url is ${quote(apiUrl)}, which leads to no site.`,
        `Set jira-api-url to ${gatewayOf(facts)}.`
      )
    }
    return ok(
      id,
      apiUrl === siteUrl
        ? `The API is asked at the site itself, ${quote(siteUrl)}.`
        : `The API is asked at ${quote(apiUrl)}, which is neither the site nor Atlassian's gateway: taken for a proxy of yours.`
    )
  }
  if (cloudId.kind !== 'given') {
    return unanswered(
      id,
      cloudId,
      `Open ${siteUrl}/_edge/tenant_info in a browser, and compare its cloudId with the one at the end of jira-api-url. If there is no ` +
        'such page, mend jira-base-url.'
    )
  }
  if (cloudId.value.toLowerCase() === wanted.toLowerCase()) {
    return ok(id, `The gateway of jira-api-url leads to ${quote(siteUrl)}.`)
  }
  return failed(
    id,
    `The cloudId of jira-api-url is ${quote(wanted)}, but ${quote(siteUrl)} has ${quote(cloudId.value)}: tickets would be filed on one site ` +
      'and linked to on another.',
    `Set jira-api-url to ${gatewayOf(facts)}, or jira-base-url to the other site.`
  )
}

/** The part of the gateway's address that names the site; `undefined` when it is not the gateway. */
function cloudIdIn(apiUrl: string): string | undefined {
  return /\/ex\/jira\/([^/]+)$/.exec(new URL(apiUrl).pathname)?.[1]
}

function gatewayOf({ siteUrl, cloudId }: JiraFacts): string {
  return cloudId.kind === 'given'
    ? `${GATEWAY}/${quote(cloudId.value)}`
    : `${GATEWAY}/<cloudId>, with the cloudId from ${siteUrl}/_edge/tenant_info`
}

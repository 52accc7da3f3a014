import { dispatchUrl, findAlerting, repositoryUrl, type OwnHook } from './alerting.js'
import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import { nameAll, noAnswer, notChecked, type DatadogCheck } from './checks.js'
import type { DatadogFacts, SeenWebhook, WebhookAddress } from './facts.js'
import { addScope, isForbidden, sentence } from './judge-keys.js'
import { judgePayload } from './judge-payload.js'

const ID = 'datadog-webhooks'
const TOKEN = 'datadog-webhook-token'
const PAYLOAD = 'datadog-webhook-payload'
const PAGE = 'Integrations → Webhooks'

export function judgeWebhooks(facts: DatadogFacts, request: CheckUpRequest): readonly DatadogCheck[] {
  if (facts.webhooks.length === 0) {
    const first = 'Mend the line datadog-monitors first.'
    return ([ID, PAYLOAD, TOKEN] as const).map((id) =>
      notChecked(id, 'no monitor is known to call a webhook', first)
    )
  }
  const { hooks } = findAlerting(facts, request)
  const first = 'Mend the line datadog-webhooks first.'
  return [
    ...judgeAddresses(facts, hooks, request),
    ...(hooks.length === 0
      ? ([PAYLOAD, TOKEN] as const).map((id) =>
          notChecked(id, 'no webhook is known to start this repository', first)
        )
      : [
          ...hooks.map((hook) => judgePayload(hook, request)),
          ...hooks.map((hook) => judgeToken(hook, facts))
        ])
  ]
}

function judgeAddresses(
  { webhooks, unreadWebhooks }: DatadogFacts,
  hooks: readonly OwnHook[],
  request: CheckUpRequest
): readonly DatadogCheck[] {
  const unknown = webhooks.flatMap(judgeUnknown)
  const forbidden = webhooks.filter(({ answer }) => isForbidden(answer))
  const lines = [
    ...hooks.map(({ name, dispatch }) =>
      ok(ID, `The webhook ${name} starts this repository by a ${dispatch} dispatch.`)
    ),
    ...unknown,
    ...(forbidden.length === 0
      ? []
      : [
          notChecked(
            ID,
            `Datadog does not show ${nameAll(forbidden.map(({ name }) => name))} to this key, which no run needs`,
            `${addScope('integrations_read')} Or compare the webhook's URL by hand with ${dispatchUrl(request)}.`
          )
        ])
  ]
  const others = webhooks.flatMap(({ name, answer }) =>
    answer.kind === 'given' && !hooks.some((hook) => hook.name === name)
      ? [{ name, address: answer.value.address }]
      : []
  )
  const isSure = lines.length === hooks.length && unreadWebhooks.length === 0
  return [
    ...lines,
    ...judgeOthers(others, { isSure, hasOwn: hooks.length > 0, request }),
    ...judgeUnread(unreadWebhooks)
  ]
}

interface Other {
  readonly name: string
  readonly address: WebhookAddress
}

/** Webhooks that do not start this repository. Those that are not GitHub's are none of our business, unless there is no other. */
function judgeOthers(
  others: readonly Other[],
  context: { readonly isSure: boolean; readonly hasOwn: boolean; readonly request: CheckUpRequest }
): readonly DatadogCheck[] {
  const { isSure, hasOwn, request } = context
  const wanted = dispatchUrl(request)
  const place = (other: Other): string => `${other.name} points at ${nameAddress(other.address)}`
  const prefix = `${repositoryUrl(request)}/`.toLowerCase()
  const astray = others.filter(({ address }) => urlOf(address).toLowerCase().startsWith(prefix))
  const away = others.filter((other) => other.address.kind === 'repository' && !astray.includes(other))
  const unreadable = others.filter(({ address }) => address.kind === 'unreadable')
  const mend = `write ${wanted} as its URL (${PAGE}).`
  const isNobody = !hasOwn && isSure && unreadable.length === 0 && astray.length === 0
  return [
    ...astray.map((other) =>
      failed(ID, `The webhook ${place(other)}, and nothing listens there.`, `In Datadog, ${mend}`)
    ),
    ...unreadable.map(({ name }) =>
      notChecked(
        ID,
        `the URL of the webhook ${name} is no plain address; a variable that is not set fails without a word`,
        `If it is meant for this repository: ${mend}`
      )
    ),
    ...(isNobody
      ? [
          failed(
            ID,
            `No webhook that Error Tracking monitors call starts this repository: ${nameAll(others.map(place))}, and not at ${wanted}.`,
            `In Datadog, ${mend} If the repository was renamed or moved: webhooks do not follow.`
          )
        ]
      : []),
    ...(away.length > 0 && !isNobody
      ? [
          warning(
            ID,
            `Webhooks of the organisation start other repositories: ${nameAll(away.map(place))}, and not at ${wanted}.`,
            `Leave those that are other teams' own. If one is meant for this repository: ${mend}`
          )
        ]
      : [])
  ]
}

function judgeUnknown({ name, answer }: SeenWebhook): readonly DatadogCheck[] {
  if (answer.kind === 'given' || isForbidden(answer)) return []
  if (answer.kind === 'lost') return [noAnswer(ID, answer.why)]
  return answer.status === 404
    ? [
        failed(
          ID,
          `A monitor calls @webhook-${name}, and Datadog has no webhook of that name: the alert goes nowhere.`,
          `Make it (${PAGE} → New), or correct the name in the monitor's message; case matters.`
        )
      ]
    : [notChecked(ID, sentence(answer.why).slice(0, -1), `Look at the webhook ${name} by hand (${PAGE}).`)]
}

function judgeUnread(names: readonly string[]): readonly DatadogCheck[] {
  if (names.length === 0) return []
  return [
    notChecked(
      ID,
      `there are too many webhooks, and ${nameAll(names)} were not read`,
      `Look at these by hand (${PAGE}).`
    )
  ]
}

function urlOf(address: WebhookAddress): string {
  return address.kind === 'repository' ? address.url : ''
}

function nameAddress(address: WebhookAddress): string {
  if (address.kind === 'repository') return address.url
  return address.kind === 'elsewhere' ? `${address.host}/…` : 'no plain address'
}

/** A value of a header is never told. */
function judgeToken({ name, dispatch, webhook }: OwnHook, { variables }: DatadogFacts): DatadogCheck {
  const { authorization } = webhook
  const permission = dispatch === 'repository' ? 'Contents' : 'Actions'
  const mend =
    `Keep a GitHub token that has ${permission}: write on this repository alone in a custom variable marked as secret (${PAGE} → Custom variables), ` +
    'and write its name into the headers: {"Authorization": "Bearer $AUTOFIX_DISPATCH_TOKEN"}.'
  switch (authorization.kind) {
    case 'missing':
      return failed(TOKEN, `The webhook ${name} sends no Authorization header: GitHub refuses it.`, mend)
    case 'unreadable':
      return failed(TOKEN, `The headers of the webhook ${name} are not a JSON object.`, mend)
    case 'literal':
      return failed(
        TOKEN,
        `The Authorization header of the webhook ${name} holds the token itself: everybody who may read integrations sees it.`,
        `${mend} Then revoke the old token.`
      )
    case 'variable':
      return judgeVariable(name, authorization.name, { variables, mend })
  }
}

function judgeVariable(
  webhook: string,
  name: string,
  { variables, mend }: { readonly variables: DatadogFacts['variables']; readonly mend: string }
): DatadogCheck {
  const answer = variables.find((each) => each.name === name)?.answer
  if (answer?.kind === 'given') {
    return answer.value.isSecret
      ? ok(TOKEN, `The webhook ${webhook} takes its token from the secret variable $${name}.`)
      : failed(
          TOKEN,
          `The webhook ${webhook} takes its token from $${name}, which is not secret: everybody who may read integrations sees it.`,
          `Make the variable secret with a new token (${PAGE} → Custom variables → Hide from view), and revoke the old one.`
        )
  }
  if (answer?.kind === 'refused' && answer.status === 404) {
    return failed(
      TOKEN,
      `The webhook ${webhook} takes its token from $${name}, and Datadog has no such variable: GitHub answers 401.`,
      mend
    )
  }
  if (answer?.kind === 'lost') return noAnswer(TOKEN, answer.why)
  return notChecked(
    TOKEN,
    `Datadog does not show the variable $${name} to this key, which no run needs`,
    `${addScope('integrations_read')} Or see that ${PAGE} → Custom variables has it.`
  )
}

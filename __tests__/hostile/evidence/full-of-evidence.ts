import type { Surroundings } from '../../../src/flow/decision/cascade/cascade.js'
import type { Outage } from '../../../src/flow/decision/cascade/outage.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import type { ShownEvidence } from '../../../src/flow/ticket/shown-evidence.js'
import { attribution, deploy, evidence, pattern, rising, spikeTest } from '../../flow/ticket/evidence-case.js'
import { NOW } from '../../flow/ticket/ticket-case.js'

/*
 * One text in every place of the evidence that takes a text from Datadog, from GitHub, from git or from the policy: names, versions,
 * titles of commits and their authors, hosts, notes and reasons. Pages stay ours.
 */

export const PAGE = 'https://github.test/page'

const risen = (text: string): readonly [ReturnType<typeof rising>, ReturnType<typeof rising>] => [
  rising(text, { service: text, url: PAGE, issueId: text }),
  rising(text, { service: text, url: undefined, test: spikeTest({ p: unknown(text) }) })
]

export function outageOf(kind: Outage['kind'], text: string): Outage {
  return {
    ...{ kind, subject: text, environment: text, rising: risen(text) },
    ...{ services: [text, `${text} 2`], tested: 40, p: 1e-9, why: text }
  }
}

function surroundingsOf(text: string): readonly Surroundings[] {
  const all = { rising: risen(text), why: text }
  return [
    { ...all, kind: 'cascade', tested: 9, services: [text], p: 1e-6 },
    { ...all, kind: 'upstream', upstream: text },
    { ...all, kind: 'service-wide', service: text },
    { kind: 'none', why: text }
  ]
}

/** Evidence that says the text wherever it can, once for each kind of surroundings, and once with nothing known. */
export function evidenceOf(text: string): readonly ShownEvidence[] {
  const suspect = deploy({ service: text, environment: text, version: text, previous: text, url: PAGE })
  const commit = { sha: 'a'.repeat(40), title: text, author: text, at: NOW, url: PAGE }
  const change = known({ files: [text, text], commit, compareUrl: PAGE })
  const said = evidence({
    impact: { band: 'high', why: text },
    action: 'unconfirmed',
    why: text,
    thirdParty: { host: text, failure: text },
    parent: { key: text, url: PAGE },
    pattern: {
      pattern: pattern({ name: text, note: `See ${text}`, owner: text, reason: text, expires: text }),
      ...{ tier: 'ticket', why: text, expired: [text] }
    },
    attribution: attribution({ deploys: [suspect, suspect], change, reasons: [text, text], advice: text })
  })
  return [
    ...surroundingsOf(text).map((surroundings) => ({ ...said, surroundings })),
    {
      ...said,
      spike: unknown(text),
      attribution: attribution({ verdict: 'likely', onset: unknown(text), change: unknown(text) })
    }
  ]
}

import { assertNever } from '../../errors.js'
import type { Outage } from '../decision/cascade/outage.js'
import { code, link, type Inline } from './adf-builders.js'
import { sayPlural } from './wording.js'

/** Where a person who was woken by an outage would look, in that order. Never empty. */
export function listLooks({ kind, subject, rising, services }: Outage): Inline[][] {
  const first = rising[0]
  const most: Inline[][] =
    first === undefined ? [] : [['The error with the most excess: ', link(first.title, first.url)]]
  switch (kind) {
    case 'cascade':
      return [
        [
          `What the ${sayPlural(services.length, 'service')} share: a database, a queue, the network, name resolution, the cluster.`
        ],
        ['What was changed for all of them: infrastructure, configuration, certificates, a shared library.'],
        ['A service that all of them call: its own errors may be few, because it does not answer at all.'],
        ...most
      ]
    case 'upstream':
      return [
        ['The service that the others depend on: ', code(subject), ', its deploys and its own dependencies.'],
        ...most,
        ['The services that depend on it seldom need a change: see whether they wait, retry and recover.']
      ]
    case 'third-party':
      return [
        ['The status page of ', code(subject), ', and whether its address, key or quota has changed.'],
        ['The network between: name resolution, certificates, the way out of the cluster.'],
        ...most
      ]
    default:
      return assertNever(kind)
  }
}

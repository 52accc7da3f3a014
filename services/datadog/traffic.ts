import type { StoredEvent, Track } from './event.js'
import { nest } from './nested.js'

/** What a service sends when nothing fails: spans, logs, or views of a client. */
export interface SeedTraffic {
  readonly track: Track
  readonly service: string
  readonly env?: string
  readonly version?: string
}

/** One event without an issue that stands for as many as it has times. Search does not list it; aggregates count it. */
export function makeTraffic(seed: SeedTraffic, times: readonly number[], sequence: number): StoredEvent {
  const { track, service, env, version } = seed
  const tags = [
    ...(env === undefined ? [] : [`env:${env}`]),
    ...(version === undefined ? [] : [`version:${version}`])
  ]
  const status = track === 'spans' ? 'ok' : 'info'
  return {
    id: `traffic-${sequence}`,
    track,
    issueId: '',
    version: version ?? '',
    timestamps: [...times].sort((a, b) => a - b),
    indexed: true,
    listed: false,
    searchable: {
      issueId: '',
      reserved: { service, ...(track !== 'rum' && { status }) },
      tags,
      attributes: nest(track === 'rum' ? { type: 'view', service } : {}),
      message: ''
    },
    body: {}
  }
}

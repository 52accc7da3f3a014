import {
  HttpMethod,
  type Configuration,
  type RequestContext
} from '@datadog/datadog-api-client/dist/packages/datadog-api-client-common/index.js'
import * as z from 'zod'
import { sanitiseLine } from '../../text/sanitise.js'
import { truncateWords } from '../../text/truncate.js'
import type { Ask } from './client.js'

interface Read {
  /** Completes "Datadog refused to …". */
  readonly purpose: string
  /** Path of the API, encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Default both. */
  readonly keys?: 'both' | 'api-key'
}

/** A reading request, made by hand: the vendor's factories of these endpoints would bring hundreds of models into the bundle. */
export function askFor({ purpose, path, query = {}, keys = 'both' }: Read): Ask {
  return {
    // Which scope is missing is said by the check that hangs on it, and not by this one's refusal.
    endpoint: { purpose, scope: 'error_tracking_read' },
    request: (configuration) => Promise.resolve(contextOf(configuration, { path, query, keys }))
  }
}

function contextOf(
  configuration: Configuration,
  { path, query, keys }: Required<Omit<Read, 'purpose'>>
): RequestContext {
  const context = configuration.getServer('check-up').makeRequestContext(path, HttpMethod.GET)
  context.setHeaderParam('Accept', 'application/json')
  for (const [name, value] of Object.entries(query)) context.setQueryParam(name, value, '')
  configuration.authMethods.apiKeyAuth?.applySecurityAuthentication(context)
  if (keys === 'both') configuration.authMethods.appKeyAuth?.applySecurityAuthentication(context)
  return context
}

/** Longest name of a thing that a line of the check-up quotes, in characters; handles of teams are shorter. */
export const longestShownName = 200

/** A name that people gave, as it may be shown: one line, bounded. */
export const shownName = z
  .string()
  .catch('')
  .transform((text) => boundLine(text, longestShownName))

/** One line of a text that is still to be redacted. It is cut before it is cleaned: cleaning costs time, and strangers choose the length. */
export function boundLine(text: string, limit: number): string {
  return truncateWords(sanitiseLine(text.slice(0, limit * 4)), limit)
}

import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { Endpoint } from './access.js'
import { jsonApi, listedErrors, plain } from './replies.js'

/** A key among those of the user who asks. */
export interface SeedApplicationKey {
  readonly name: string
  readonly last4: string
  /** `null`: the key is not scoped. */
  readonly scopes: readonly string[] | null
}

const LARGEST_PAGE = 100
const DEFAULT_PAGE = 10

/** The user's own application keys, of which four characters are shown, and the teams of the organisation. */
export function organisationEndpoints(
  keys: readonly SeedApplicationKey[],
  teams: readonly string[]
): readonly Endpoint[] {
  return [
    {
      name: 'own_keys',
      method: 'GET',
      pattern: '/api/v2/current_user/application_keys',
      scope: 'user_app_keys',
      handler: (request) => listKeys(keys, request)
    },
    {
      name: 'team_list',
      method: 'GET',
      pattern: '/api/v2/team',
      scope: 'teams_read',
      handler: (request) => listTeams(teams, request)
    }
  ]
}

function listKeys(keys: readonly SeedApplicationKey[], request: ServiceRequest): ServiceReply {
  const page = pageOf(keys, request)
  if (page === undefined) return listedErrors(400, 'invalid page')
  return plain({
    data: page.map(({ name, last4, scopes }, index) => ({
      type: 'application_keys',
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      attributes: { name, created_at: '2026-01-05T09:00:00.000000+00:00', last4, scopes },
      relationships: { owned_by: { data: { type: 'users', id: '00000000-0000-4000-8000-00000000aaaa' } } }
    })),
    meta: { max_allowed_per_user: 1000, page: { total_filtered_count: keys.length } }
  })
}

function listTeams(handles: readonly string[], request: ServiceRequest): ServiceReply {
  const page = pageOf(handles, request)
  if (page === undefined) return listedErrors(400, 'invalid page')
  return jsonApi({
    data: page.map((handle, index) => ({
      type: 'team',
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      attributes: { handle, name: handle, summary: '', user_count: 3, link_count: 0 }
    })),
    meta: { pagination: { total: handles.length, type: 'number_size' } }
  })
}

function pageOf<T>(items: readonly T[], { query }: ServiceRequest): readonly T[] | undefined {
  const size = query.get('page[size]') ?? String(DEFAULT_PAGE)
  const number = query.get('page[number]') ?? '0'
  if (!/^\d{1,6}$/.test(size) || !/^\d{1,6}$/.test(number)) return undefined
  if (Number(size) < 1 || Number(size) > LARGEST_PAGE) return undefined
  const start = Number(number) * Number(size)
  return items.slice(start, start + Number(size))
}

import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { ok } from './replies.js'

/** One package of a reviewed advisory, to set up. */
export interface HostedAdvisory {
  readonly ghsaId: string
  readonly ecosystem: string
  readonly name: string
  /** Versions that `affects=name@version` finds: GitHub works the range out itself. */
  readonly versions: readonly string[]
  readonly range: string
  readonly firstPatched: string | null
  readonly cwes: readonly string[]
  readonly summary: string
  readonly description: string
  readonly withdrawn?: boolean
}

const PUBLISHED = '2024-01-02T03:04:05Z'

/** https://docs.github.com/en/rest/security-advisories/global-advisories#list-global-security-advisories */
export function listAdvisories(
  hosted: readonly HostedAdvisory[],
  request: ServiceRequest,
  apiUrl: string
): ServiceReply {
  const { query } = request
  const ecosystem = query.get('ecosystem')
  const affects = (query.get('affects') ?? '').split(',').filter((each) => each !== '')
  const found = hosted.filter(
    (each) =>
      (ecosystem === null || each.ecosystem === ecosystem) &&
      (affects.length === 0 || affects.some((asked) => isAffected(each, asked)))
  )
  return ok(found.slice(0, Number(query.get('per_page') ?? 30)).map((each) => shape(each, apiUrl)))
}

function isAffected({ name, versions }: HostedAdvisory, asked: string): boolean {
  const at = asked.lastIndexOf('@')
  if (at <= 0) return asked === name
  return asked.slice(0, at) === name && versions.includes(asked.slice(at + 1))
}

function shape(each: HostedAdvisory, apiUrl: string): object {
  return {
    ghsa_id: each.ghsaId,
    cve_id: null,
    url: `${apiUrl}/advisories/${each.ghsaId}`,
    html_url: `https://github.com/advisories/${each.ghsaId}`,
    repository_advisory_url: null,
    summary: each.summary,
    description: each.description,
    type: 'reviewed',
    severity: 'medium',
    source_code_location: null,
    identifiers: [{ type: 'GHSA', value: each.ghsaId }],
    references: [],
    published_at: PUBLISHED,
    updated_at: PUBLISHED,
    github_reviewed_at: PUBLISHED,
    nvd_published_at: null,
    withdrawn_at: each.withdrawn === true ? PUBLISHED : null,
    vulnerabilities: [
      {
        package: { ecosystem: each.ecosystem, name: each.name },
        vulnerable_version_range: each.range,
        first_patched_version: each.firstPatched,
        vulnerable_functions: null
      }
    ],
    cvss: null,
    cwes: each.cwes.map((id) => ({ cwe_id: id, name: id })),
    credits: null
  }
}

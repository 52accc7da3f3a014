import type { Advisory } from '../../flow/decision/dependencies/advisory.js'
import type { Dependency } from '../../flow/decision/dependencies/dependency.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import { toVendorError, type OctokitSource } from './client.js'

/** One page: no version of a package has as many advisories. */
const PER_PAGE = 100

/**
 * The reviewed advisories that affect a version of a package. They are public, so that any token may ask; a GitHub Enterprise
 * Server without the database answers 404, and nothing is known then.
 * https://docs.github.com/rest/security-advisories/global-advisories
 */
export async function readAdvisories(
  octokit: OctokitSource,
  dependency: Dependency,
  version: string
): Promise<Known<readonly Advisory[]>> {
  const { ecosystem, name } = dependency
  try {
    const { rest } = await octokit()
    const affects = `${name}@${version}`
    const { data } = await rest.securityAdvisories.listGlobalAdvisories({
      ecosystem,
      affects,
      per_page: PER_PAGE
    })
    return known(
      data
        .filter((advisory) => advisory.withdrawn_at === null)
        .flatMap((advisory) =>
          (advisory.vulnerabilities ?? [])
            .filter(({ package: affected }) => affected?.ecosystem === ecosystem && affected.name === name)
            .map((each) => ({
              ecosystem,
              name,
              url: advisory.html_url,
              cwes: (advisory.cwes ?? []).map(({ cwe_id: id }) => id),
              text: [advisory.summary, advisory.description, ...(each.vulnerable_functions ?? [])].join('\n'),
              affected: each.vulnerable_version_range ?? '',
              fixed: each.first_patched_version ?? undefined
            }))
        )
    )
  } catch (error) {
    return unknown(toVendorError(error, `list the advisories of ${name}`, 'none').message)
  }
}

/*
 * CHANGELOG.md in the form of https://keepachangelog.com: a section `## Unreleased`, and one `## 1.2.3 - 2026-01-31` for each version.
 */

export const UNRELEASED = 'Unreleased'

/**
 * What stands under the heading of a version, or of `Unreleased`, without the heading. Empty when there are no entries: headings
 * alone are none. `undefined` when there is no such section.
 */
export function readSection(changelog: string, name: string): string | undefined {
  const lines = changelog.split('\n')
  const start = lines.findIndex((line) => headingOf(line) === name)
  if (start < 0) return undefined
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => headingOf(line) !== undefined)
  const section = end < 0 ? rest : rest.slice(0, end)
  return section.some((line) => /^\s*[-*] \S/.test(line)) ? section.join('\n').trim() : ''
}

/**
 * Makes what is unreleased the section of a version, and opens an empty `Unreleased` above it.
 *
 * @param date day of the release, as 2026-01-31
 * @throws when there is no section `Unreleased`, or the version has a section already
 */
export function cutSection(changelog: string, version: string, date: string): string {
  if (readSection(changelog, version) !== undefined)
    throw new Error(`CHANGELOG.md has a section ${version} already.`)
  const lines = changelog.split('\n')
  const at = lines.findIndex((line) => headingOf(line) === UNRELEASED)
  if (at < 0) throw new Error(`CHANGELOG.md has no section "## ${UNRELEASED}".`)
  return [
    ...lines.slice(0, at),
    `## ${UNRELEASED}`,
    '',
    `## ${version} - ${date}`,
    ...lines.slice(at + 1)
  ].join('\n')
}

/** `1.2.3` of `## 1.2.3 - 2026-01-31`, `Unreleased` of `## [Unreleased]`. */
function headingOf(line: string): string | undefined {
  return /^## \[?([^\s\]]+)\]?(?:\s|$)/.exec(line)?.[1]
}

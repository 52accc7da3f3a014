import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { readText, root } from '../contract/markdown.js'

interface Update {
  readonly 'package-ecosystem': string
  readonly directory: string
  readonly cooldown?: Readonly<Record<string, number>>
  readonly groups?: Readonly<Record<string, { readonly patterns?: readonly string[] }>>
  readonly ignore?: readonly { readonly 'dependency-name': string; readonly versions?: readonly string[] }[]
}

const { updates } = parse(readText('.github/dependabot.yml')) as { readonly updates: readonly Update[] }
const npm = updates.find((update) => update['package-ecosystem'] === 'npm')
const manifest = JSON.parse(readText('package.json')) as Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
>
const installed = new Map(
  Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies
  }).map(([name, version]) => [name, version.replace(/^npm:.*@/, '')])
)

describe('dependency updates', () => {
  it.each(updates)('of $package-ecosystem are for a folder that exists', ({ directory }) => {
    expect(existsSync(join(root, directory))).toBe(true)
  })

  it.each(updates)('of $package-ecosystem wait until others have seen a version', ({ cooldown }) => {
    expect(cooldown?.['default-days']).toBeGreaterThanOrEqual(7)
  })

  it('name packages that there are', () => {
    const names = [
      ...(npm?.ignore ?? []).map((rule) => rule['dependency-name']),
      ...Object.values(npm?.groups ?? {}).flatMap(({ patterns = [] }) => patterns)
    ]
    const unknown = names.filter(
      (name) =>
        ![...installed.keys()].some((each) => each === name || each.startsWith(name.replace(/\*$/, '')))
    )
    expect(names).toEqual(expect.arrayContaining(['jira.js', '@datadog/datadog-api-client']))
    expect(unknown).toEqual([])
  })

  it('hold back the major after the one in use, and not the one in use', () => {
    for (const { 'dependency-name': name, versions = [] } of npm?.ignore ?? []) {
      const major = Number(installed.get(name)?.split('.')[0])
      for (const range of versions) expect([name, range]).toEqual([name, `>=${major + 1}`])
    }
  })

  it('may update nothing to what is no exact version', () => {
    expect([...installed].filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})

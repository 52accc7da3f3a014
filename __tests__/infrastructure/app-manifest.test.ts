import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from '@jest/globals'
import { tableUnder } from '../contract/markdown.js'
import { contentOf, hashOf, policyOf, readAppFile } from './app-page.js'

interface Manifest {
  readonly public: boolean
  readonly hook_attributes: { readonly active: boolean }
  readonly default_permissions: Readonly<Record<string, string>>
  readonly default_events: readonly string[]
}

const manifest = JSON.parse(readAppFile('manifest.json')) as Manifest
const readme = readAppFile('README.md')
const page = readAppFile('create-app.html')

/** Missing from GitHub's schema, and there all the same: https://github.com/github/rest-api-description/issues/5437 */
const UNLISTED = ['actions_variables']

function knownPermissions(): Readonly<Record<string, { readonly enum: readonly string[] }>> {
  const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json')
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly components: {
      readonly schemas: {
        readonly 'app-permissions': {
          readonly properties: Readonly<Record<string, { readonly enum: readonly string[] }>>
        }
      }
    }
  }
  return schema.components.schemas['app-permissions'].properties
}

describe('the manifest', () => {
  it('asks for the least, and for nothing that could change workflows, rules or secrets', () => {
    expect(manifest.default_permissions).toEqual({
      contents: 'write',
      pull_requests: 'write',
      checks: 'read',
      actions_variables: 'write',
      metadata: 'read'
    })
  })

  it('asks only for what GitHub knows', () => {
    const known = knownPermissions()
    const listed = Object.entries(manifest.default_permissions).filter(([name]) => !UNLISTED.includes(name))
    expect(listed.filter(([name, level]) => known[name]?.enum.includes(level) !== true)).toEqual([])
    expect(known['members']?.enum).toContain('read')
    // When GitHub lists it, the exception above goes.
    expect(UNLISTED.filter((name) => name in known)).toEqual([])
  })

  it('is private, and listens to nothing', () => {
    expect(manifest).toMatchObject({ public: false, hook_attributes: { active: false }, default_events: [] })
  })

  it('and the table of the README say the same', () => {
    const rows = tableUnder(readme, 'What it may do').filter(([name]) => name?.startsWith('`') === true)
    const told = rows.map(([name = '', level = '']) => [name.replaceAll('`', ''), level])
    expect(Object.fromEntries(told.filter(([name]) => name !== 'members'))).toEqual(
      manifest.default_permissions
    )
    expect(told.at(-1)).toEqual(['members', 'read'])
  })

  it('asks for none of what the README says is absent', () => {
    const absent = tableUnder(readme, 'What it may not do, on purpose').flatMap(
      ([name = '']) => name.match(/(?<=`)[a-z_]+(?=`)/g) ?? []
    )
    expect(absent).toEqual(expect.arrayContaining(['workflows', 'administration', 'secrets', 'actions']))
    expect(absent.filter((name) => name in manifest.default_permissions)).toEqual([])
  })
})

describe('the page', () => {
  it('holds the same manifest, byte for byte', () => {
    expect(contentOf('script type="application/json" id="manifest"')).toBe(
      `\n${readAppFile('manifest.json')}`
    )
  })

  it('may run its own script and style, and load nothing', () => {
    expect(policyOf()).toEqual({
      'default-src': "'none'",
      'script-src': `'${hashOf(contentOf('script'))}'`,
      'style-src': `'${hashOf(contentOf('style'))}'`,
      'form-action': 'https:',
      'base-uri': "'none'"
    })
  })

  it('has no way to ask the network, to make markup of text, or to run text', () => {
    const script = contentOf('script')
    const dangerous =
      /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import|innerHTML|outerHTML|insertAdjacentHTML|write|eval|Function|setTimeout)\b/
    expect(dangerous.exec(script)).toBeNull()
    expect(page.match(/<script/g)).toHaveLength(2)
    expect(page.match(/\s(?:src|href|on[a-z]+|style)=/g)).toBeNull()
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { filesBelow, readText, root } from '../contract/markdown.js'

/*
 * What the Marketplace asks of an action.
 * https://docs.github.com/en/actions/how-tos/create-and-publish-actions/publish-in-github-marketplace
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#branding
 */

/** The form for releases says "Description must be less than 125 characters": https://github.com/CodeBoarding/CodeBoarding-action/pull/13 */
const DESCRIPTION_BELOW = 125

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#brandingcolor */
const COLORS = ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']

interface Metadata {
  readonly name: string
  readonly description: string
  readonly author: string
  readonly branding: { readonly icon: string; readonly color: string }
}

/** The icons that GitHub's own parser of action.yml knows: Feather's, without brands and a few more. */
function knownIcons(): readonly string[] {
  const file = join(root, 'node_modules/@actions/workflow-parser/dist/action-v1.0.min.json')
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly definitions: { readonly 'branding-icon': { readonly 'allowed-values': readonly string[] } }
  }
  return schema.definitions['branding-icon']['allowed-values']
}

const metadata = parse(readText('action.yml')) as Metadata

describe('the metadata of the action', () => {
  it('has a name, and an author', () => {
    expect(metadata.name.trim()).not.toBe('')
    expect(metadata.author.trim()).not.toBe('')
  })

  it('has a description on one line that the Marketplace takes', () => {
    expect(metadata.description).toMatch(/^\S.*\S$/)
    expect(metadata.description.length).toBeLessThan(DESCRIPTION_BELOW)
  })

  it('has an icon and a colour that there are', () => {
    expect(knownIcons()).toContain(metadata.branding.icon)
    expect(knownIcons()).not.toContain('coffee')
    expect(COLORS).toContain(metadata.branding.color)
  })
})

describe('the repository', () => {
  it('has one action, and it is at the root', () => {
    const found = [...filesBelow('.', 'action.yml'), ...filesBelow('.', 'action.yaml')]
    expect(found.filter((path) => /(^|\/)action\.ya?ml$/.test(path))).toEqual(['action.yml'])
  })

  it.each(['README.md', 'LICENSE'])('has %s at the root', (name) => {
    expect(existsSync(join(root, name))).toBe(true)
  })
})

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { readPolicy } from '../../src/config/read-policy.js'
import { codeBlocks, filesBelow, readText, root } from './markdown.js'

const documents = filesBelow('.', '.md').filter((path) => !path.startsWith('docs/adr/'))
const { scripts } = JSON.parse(readText('package.json')) as { readonly scripts: Record<string, string> }

const blocks = documents.flatMap((document) =>
  codeBlocks(readText(document)).map((block) => ({ document, ...block }))
)
const ofLanguage = (language: string): [string, string][] =>
  blocks.filter((block) => block.language === language).map(({ document, text }) => [document, text])

/** What our readers have, or install because we say so. */
const PROGRAMS = new Set([
  'npm',
  'node',
  'git',
  'gh',
  'terraform',
  'jq',
  'curl',
  'export',
  'cd',
  'cp',
  'rm',
  'cat',
  'open'
])

/** Simple commands of a shell block: what stands between `&&`, `|` and the ends of lines. `<words>` stand for the reader's own. */
function commandsOf(text: string): readonly string[] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, ''))
    .flatMap((line) => line.replace(/'[^']*'|"[^"]*"/g, 'quoted').split(/&&|\|\|?|;/))
    .map((command) => command.trim())
    .filter((command) => command !== '')
}

function programOf(command: string): string {
  return command.split(/\s+/).find((word) => !/^\w+=/.test(word)) ?? ''
}

function bashTrouble(text: string): string {
  const { stderr } = spawnSync('bash', ['-n'], {
    input: text.replace(/<[\w' -]+>/g, 'word'),
    encoding: 'utf8'
  })
  return stderr
}

/** Files of ours that a command names: a path with a folder, or a workflow. */
function lostFiles(document: string, command: string): readonly string[] {
  const words = command.split(/[\s=]+/)
  const folder = document.includes('/') ? document.slice(0, document.lastIndexOf('/')) : '.'
  const isThere = (path: string, bases: readonly string[]): boolean =>
    bases.some((base) => existsSync(join(root, base, path)))
  return words.filter((word) => {
    if (/^(environments|examples|dist|schema|docs)\/[\w./-]+$/.test(word)) {
      return !isThere(word, ['.', folder, 'examples/terraform'])
    }
    return /^[\w-]+\.yml$/.test(word) && !isThere(word, ['.', 'examples/workflows', 'examples/config'])
  })
}

describe('shell blocks', () => {
  it('are there', () => {
    expect(ofLanguage('sh').length).toBeGreaterThan(5)
  })

  it.each(ofLanguage('sh'))('of %s can be read by a shell, and call what readers have', (document, text) => {
    expect(bashTrouble(text)).toBe('')
    const commands = commandsOf(text)
    // A command of assignments alone calls nothing.
    const programs = commands.map(programOf).filter((program) => program !== '')
    expect(programs.filter((program) => !PROGRAMS.has(program))).toEqual([])
    expect(commands.flatMap((command) => lostFiles(document, command))).toEqual([])
    const named = commands.flatMap((command) => /^npm run ([\w:]+)/.exec(command)?.[1] ?? [])
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  it('are checked by checks that find something', () => {
    expect(bashTrouble('echo "open')).not.toBe('')
    expect(commandsOf('npm ci && rmdir x | jq .\n# no\nA=1 git log')).toEqual([
      'npm ci',
      'rmdir x',
      'jq .',
      'A=1 git log'
    ])
    expect(programOf('A=1 git log')).toBe('git')
    expect(lostFiles('docs/runbook.md', 'terraform plan -var-file=environments/nowhere.tfvars')).toHaveLength(
      1
    )
    expect(lostFiles('README.md', 'gh workflow disable no-such.yml')).toEqual(['no-such.yml'])
  })
})

describe('blocks of data', () => {
  it.each(ofLanguage('json'))('of %s are JSON', (_, text) => {
    expect(() => JSON.parse(text) as unknown).not.toThrow()
  })

  it.each(ofLanguage('yaml'))('of %s are YAML, and policies that the action takes', (_, text) => {
    const content = parse(text) as Readonly<Record<string, unknown>>
    const isPolicy = ['jira', 'autofix', 'rubric', 'ownership', 'privacy', 'limits'].some(
      (key) => key in content
    )
    if (!isPolicy) return
    const policy = 'jira' in content ? text : `jira: { project: PPL }\n${text}`
    expect(readPolicy('policy.yml', policy)).toMatchObject({ ok: true })
  })
})

describe('addresses', () => {
  it.each(documents)('of %s are whole, and go over https', (document) => {
    const addresses = [...readText(document).matchAll(/\]\(<?([a-z]+:\/\/[^)>\s]+)/gi)].map(
      ([, url = '']) => url
    )
    expect(addresses.filter((url) => !URL.canParse(url) || !url.startsWith('https://'))).toEqual([])
  })
})

import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { policySchema } from '../../src/config/policy-schema.js'
import { signalNames, signalTitles } from '../../src/flow/decision/rubric.js'
import { anchorsOf, codeBlocks, filesBelow, linkTargets, readText, root, tableUnder } from './markdown.js'

const documents = filesBelow('.', '.md')
const scripts = (JSON.parse(readText('package.json')) as { readonly scripts: Record<string, string> }).scripts

function isBroken(document: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? document : normalize(join(dirname(document), decodeURIComponent(path)))
  if (file.startsWith('..') || !existsSync(join(root, file))) return true
  return anchor !== undefined && !anchorsOf(readText(file)).has(anchor)
}

describe('links', () => {
  it('are looked for in every document that there is', () => {
    expect(documents).toEqual(
      expect.arrayContaining(['CONTRIBUTING.md', 'README.md', 'docs/how-it-decides.md', 'examples/README.md'])
    )
  })

  it.each(documents)('of %s lead to files and headings that exist', (document) => {
    const relative = linkTargets(readText(document)).filter((target) => !/^[a-z]+:/i.test(target))
    expect(relative.filter((target) => isBroken(document, target))).toEqual([])
  })
})

describe('commands', () => {
  const places = ['README.md', 'CONTRIBUTING.md', 'examples/README.md']

  it.each(places)('of %s are scripts of package.json', (document) => {
    const text = readText(document)
    const inline = [...text.matchAll(/`(npm [^`\n]+)`/g)].map(([, command = '']) => command)
    const lines = codeBlocks(text).flatMap((block) => (block.language === 'sh' ? block.text.split('\n') : []))
    const commands = [...lines, ...inline].flatMap((line) => line.split('&&')).map((each) => each.trim())
    const named = commands.flatMap((command) => /^npm (?:run )?([\w:]+)/.exec(command)?.[1] ?? [])
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => name !== 'ci' && scripts[name] === undefined)).toEqual([])
  })

  it('of package.json are all told in CONTRIBUTING', () => {
    const text = readText('CONTRIBUTING.md')
    const untold = Object.keys(scripts).filter(
      (name) => !text.includes(`\`npm ${name === 'test' ? name : `run ${name}`}\``)
    )
    expect(untold).toEqual([])
  })
})

describe('decision records', () => {
  const records = filesBelow('docs/adr', '.md').map((path) => path.slice('docs/adr/'.length))

  it('have numbers of their own, without gaps', () => {
    const numbers = records.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1])
    const expected = records.map((_, index) => String(index + 1).padStart(4, '0'))
    expect(numbers).toEqual(expected)
  })

  it.each(records)('%s has its number in the title, and its four parts', (name) => {
    const text = readText(`docs/adr/${name}`)
    expect(text.startsWith(`# ${name.slice(0, 4)}: `)).toBe(true)
    expect(text).toMatch(
      /^Status: \w+.*\n\n## Context\n[\s\S]+\n## Decision\n[\s\S]+\n## Consequences\n[\s\S]+/m
    )
  })
})

describe('README', () => {
  const readme = readText('README.md')

  it('tells the points of every signal as they are by default', () => {
    const { points } = policySchema.shape.rubric.parse(undefined)
    const told = tableUnder(readme, 'How it decides').map(([signal, worth]) => [signal, worth])
    expect(told).toEqual(signalNames.map((name) => [signalTitles[name], `+${points[name]}`]))
  })

  it('quotes messages that the program has', () => {
    const program = filesBelow('src', '.ts').map(readText).join('\n').replaceAll("\\'", "'")
    const quoted = tableUnder(readme, 'Messages').map(([message = '']) => message.replaceAll('`', ''))
    expect(quoted.length).toBeGreaterThan(10)
    expect(quoted.filter((message) => !program.includes(message))).toEqual([])
  })
})

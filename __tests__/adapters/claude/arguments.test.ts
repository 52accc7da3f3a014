import { describe, expect, it } from '@jest/globals'
import { buildArguments } from '../../../src/adapters/claude/arguments.js'
import { denyRules } from '../../../src/adapters/claude/deny-rules.js'
import { absoluteFolders, buildEnvironment } from '../../../src/adapters/claude/environment.js'

function editRules(...patterns: string[]): readonly string[] {
  return denyRules(patterns).filter((rule) => rule.startsWith('Edit('))
}

describe('patterns that may not be edited', () => {
  it.each([
    ['a name, anywhere', 'package.json', ['Edit(./**/package.json)', 'Edit(./**/package.json/**)']],
    ['an ending, anywhere', '*.lock', ['Edit(./**/*.lock)', 'Edit(./**/*.lock/**)']],
    ['a path', 'docs/a.md', ['Edit(./docs/a.md)', 'Edit(./docs/a.md/**)']],
    ['a path from the root', '/package.json', ['Edit(./package.json)', 'Edit(./package.json/**)']],
    ['a folder, anywhere', 'generated/', ['Edit(./**/generated/**)']],
    ['a folder from the root', '/.github/', ['Edit(./.github/**)']],
    ['all of a folder', '.github/**', ['Edit(./.github/**)']],
    ['any depth', '**/migrations/**', ['Edit(./**/migrations/**)']],
    ['a remark', '# package.json', []],
    ['an exception, which a rule cannot say', '!package.json', []],
    ['nothing', '   ', []],
    ['nothing but slashes', '//', []],
    ['a line end, which would be another pattern', 'a\nb', []]
  ])('become rules: %s', (_, pattern, rules) => {
    expect(editRules(pattern)).toEqual(rules)
  })

  it('are told once each, and no more than a command line takes', () => {
    expect(editRules('a', 'a')).toHaveLength(2)
    expect(denyRules(Array.from({ length: 5_000 }, (_, index) => `f${index}`)).length).toBeLessThanOrEqual(
      500
    )
  })

  it('come with secret files that may not even be read', () => {
    expect(denyRules([])).toEqual(
      expect.arrayContaining(['Read(./**/.env)', 'Read(./**/.env.*)', 'Read(./**/*.pem)'])
    )
  })
})

describe('the command line', () => {
  const args = buildArguments({
    model: 'claude-x',
    limits: { turns: 30, usd: 1.5, minutes: 10 },
    answerSchema: { type: 'object' },
    denyEdits: ['package.json'],
    serverFile: '/own/servers.json',
    evidenceFolder: '/own/evidence'
  })

  /** The values that follow an option. */
  function valuesOf(option: string): readonly string[] {
    const rest = args.slice(args.indexOf(option) + 1)
    const end = rest.findIndex((each) => each.startsWith('--'))
    return end === -1 ? rest : rest.slice(0, end)
  }

  it('enumerates the tools and allows no bare file tool', () => {
    expect(valuesOf('--tools')).toEqual(['Read,Edit,Write,Grep,Glob'])
    expect(valuesOf('--allowedTools')).toEqual(['Edit(./**)', 'mcp__tests__run_tests'])
  })

  it('takes no configuration but ours', () => {
    expect(valuesOf('--setting-sources')).toEqual([''])
    expect(valuesOf('--mcp-config')).toEqual(['/own/servers.json'])
    for (const flag of [
      '--restricted',
      '--strict-mcp-config',
      '--no-session-persistence',
      '--disable-slash-commands'
    ]) {
      expect(args).toContain(flag)
    }
  })

  it('has the limits and keeps the evidence from being written', () => {
    expect([valuesOf('--max-turns'), valuesOf('--max-budget-usd')]).toEqual([['30'], ['1.5']])
    expect(valuesOf('--disallowedTools')[0]).toBe('Edit(//own/evidence/**)')
  })
})

describe('the environment', () => {
  it('lets nothing that is passed on stand above what is ours', () => {
    const environment = buildEnvironment({
      searchPath: '/bin',
      home: '/own/home',
      environment: {
        HOME: '/root',
        PATH: '/evil',
        CLAUDE_CONFIG_DIR: '/root/.claude',
        ANTHROPIC_API_KEY: 'k'
      }
    })
    expect(environment).toMatchObject({
      HOME: '/own/home',
      PATH: '/bin',
      CLAUDE_CONFIG_DIR: '/own/home/.claude',
      ANTHROPIC_API_KEY: 'k'
    })
  })

  it('has only absolute folders on its PATH', () => {
    expect(absoluteFolders('/usr/bin:.:node_modules/.bin::/bin')).toEqual(['/usr/bin', '/bin'])
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Developer, Move, Turn } from '../../../services/anthropic/developer.js'
import { scripted } from '../../../services/anthropic/developers.js'
import { API_KEY, RealBench, type Trial } from './bench.js'

const bench = new RealBench()
afterAll(() => bench.close())

const answer: Move = {
  kind: 'reply',
  uses: [{ tool: 'StructuredOutput', input: { diagnosis: 'done' } }]
}
const glance: Move = { kind: 'reply', uses: [{ tool: 'Glob', input: { pattern: '*' } }] }

describe('an agent that reaches for what it was not given', () => {
  type Attempt = readonly [
    name: string,
    tool: string,
    input: (tree: string) => Readonly<Record<string, unknown>>
  ]
  const write = (name: string, path: string): Attempt => [
    name,
    'Write',
    (tree) => ({ file_path: join(tree, path), content: 'evil' })
  ]
  const read = (name: string, path: string): Attempt => [
    name,
    'Read',
    (tree) => ({ file_path: path.startsWith('/') ? path : join(tree, path) })
  ]
  let evidencePath = ''
  const attempts: readonly Attempt[] = [
    ['a shell', 'Bash', () => ({ command: 'id > /tmp/x' })],
    ['the web', 'WebFetch', () => ({ url: 'http://127.0.0.1:1', prompt: 'x' })],
    ['a web search', 'WebSearch', () => ({ query: 'x' })],
    ['a subagent', 'Agent', () => ({ prompt: 'x', description: 'x' })],
    ['a tool of another server', 'mcp__other__run', () => ({})],
    ['its own tool with a command', 'mcp__tests__run_tests', () => ({ command: 'id' })],
    read('a file outside', '../outside.txt'),
    read('a file of the machine', '/etc/passwd'),
    read('the environment of a process', '/proc/self/environ'),
    read('a link to the outside', 'link.txt'),
    read('a secret file', '.env'),
    read('a secret file below', 'pkg/.env.local'),
    [
      'a search outside',
      'Grep',
      (tree) => ({ pattern: 'SECRET', path: join(tree, '..'), output_mode: 'content' })
    ],
    ['a list of the outside', 'Glob', () => ({ pattern: '/etc/*' })],
    write('a file outside', '../outside/new.txt'),
    write('a file through a linked folder', 'linked/new.txt'),
    ['the evidence', 'Write', () => ({ file_path: evidencePath, content: 'evil' })],
    [
      'a file beside the evidence',
      'Write',
      () => ({ file_path: join(evidencePath, '../new.txt'), content: 'evil' })
    ],
    write('git configuration', '.git/config'),
    write('a git hook', '.git/hooks/pre-commit'),
    write('settings of the agent', '.claude/settings.json'),
    write('servers of the agent', '.mcp.json'),
    write('a denied folder', '.github/workflows/ci.yml'),
    write('a denied folder in other letters', '.GitHub/workflows/ci.yml'),
    write('a denied folder by a detour', 'src/../.github/x.yml'),
    write('a denied name', 'package.json'),
    write('a denied name below', 'packages/a/package.json'),
    write('a denied ending', 'deep/in/yarn.lock'),
    write('a denied file with a comma and a space', 'docs/a b,c.md'),
    write('a denied folder with brackets', 'src/(app)/page.ts')
  ]
  const turns: Turn[] = []
  let trial: Trial

  beforeAll(async () => {
    let tree = ''
    const developer: Developer = {
      name: 'greedy',
      play: (turn) => {
        turns.push(turn)
        if (turn.number > 1) return answer
        return { kind: 'reply', uses: attempts.map(([, tool, input]) => ({ tool, input: input(tree) })) }
      }
    }
    trial = await bench.play(developer, {
      files: { '.env': 'TOKEN=IN-ENV-FILE\n', 'pkg/.env.local': 'TOKEN=IN-ENV-FILE\n' },
      prepare: async (place) => {
        tree = place
        await symlink('../outside.txt', join(place, 'link.txt'))
        await symlink('../outside', join(place, 'linked'))
      },
      task: {
        brief: (path) => {
          evidencePath = path
          return 'Mend the bug.'
        },
        denyEdits: [
          '/.github/',
          'package.json',
          '*.lock',
          '/docs/a b,c.md',
          '/src/(app)/**',
          '# a remark',
          '!keep.lock'
        ]
      }
    })
  })

  it('is refused all of it', () => {
    const results = turns[1]?.results ?? []
    // In the order that the program came to them, which is its own.
    expect(results.map(({ tool }) => tool).sort()).toEqual(attempts.map(([, tool]) => tool).sort())
    expect(results.filter(({ isError }) => !isError)).toEqual([])
  })

  it('gets nothing of it to see, and leaves nothing of it', async () => {
    const shown = turns[1]?.results.map(({ text }) => text).join('\n') ?? ''
    expect(shown).not.toMatch(/A SECRET OF THE MACHINE|IN-ENV-FILE|root:x/)
    expect(existsSync(join(trial.tree, '../outside/new.txt'))).toBe(false)
    for (const path of [
      '.git',
      '.claude',
      '.mcp.json',
      '.github',
      '.GitHub',
      'package.json',
      'deep',
      'docs'
    ]) {
      expect([path, existsSync(join(trial.tree, path))]).toEqual([path, false])
    }
  })

  it('has its refusals counted by tool, those of unknown tools too', () => {
    expect(trial.run.end).toBe('answered')
    expect(trial.run.denials).toMatchObject({
      Bash: 1,
      WebFetch: 1,
      WebSearch: 1,
      Agent: 1,
      mcp__other__run: 1
    })
    expect(trial.run.denials['Read']).toBeGreaterThanOrEqual(5)
    expect(trial.run.denials['Write']).toBeGreaterThanOrEqual(14)
    expect(trial.run.testRuns).toBe(0)
  })
})

describe('an agent that does not come to an end of its own', () => {
  const cases: readonly (readonly [string, Developer, string, object])[] = [
    [
      'more turns than allowed',
      { name: 'restless', play: () => glance },
      'turn-limit',
      { limits: { turns: 2, usd: 2, minutes: 2 } }
    ],
    [
      'more money than allowed',
      { name: 'spender', play: () => glance },
      'money-limit',
      { limits: { turns: 20, usd: 0.001, minutes: 2 } }
    ],
    [
      'words instead of an answer',
      scripted('talker', [{ kind: 'reply', text: 'I would rather talk.' }]),
      'no-answer',
      {}
    ],
    [
      'an answer that does not fit',
      {
        name: 'sloppy',
        play: () => ({ kind: 'reply', uses: [{ tool: 'StructuredOutput', input: { other: 1 } }] })
      },
      'no-answer',
      {}
    ],
    [
      'a refusal of the service',
      {
        name: 'refused',
        play: () => ({ kind: 'error', status: 403, type: 'permission_error', message: `no ${API_KEY}` })
      },
      'service-failed',
      {}
    ],
    [
      'a service that never answers',
      { name: 'silent', play: () => ({ kind: 'hang' }) },
      'time-limit',
      { limits: { turns: 5, usd: 2, minutes: 0.05 } }
    ]
  ]

  it.each(cases)('is told as such: %s', async (_, developer, end, task) => {
    const { run } = await bench.play(developer, { task })
    expect(run).toMatchObject({ end, answer: undefined })
    expect(run.why).not.toContain(API_KEY)
    expect(run.usage.told).toBe(end !== 'time-limit')
    expect(await bench.leftOver()).toEqual([])
  })
})

describe('tests that cannot be run', () => {
  it('end the run with what was wrong', async () => {
    const tester: Developer = {
      name: 'tester',
      play: () => ({ kind: 'reply', uses: [{ tool: 'mcp__tests__run_tests', input: {} }] })
    }
    const runTests = async (): Promise<never> => {
      throw new Error('The sandbox broke.')
    }
    await expect(bench.play(tester, { task: { runTests } })).rejects.toThrow('The sandbox broke.')
    expect(await bench.leftOver()).toEqual([])
  })
})

describe('a machine with settings of its own', () => {
  it('does not reach the run through the home of its user', async () => {
    const home = await bench.folders.make()
    await mkdir(join(home, '.claude'))
    await writeFile(join(home, '.claude/CLAUDE.md'), 'INSTRUCTIONS OF THE USER')
    const settings = {
      hooks: { SessionStart: [{ hooks: [{ type: 'command', command: `touch ${home}/HOOK-RAN` }] }] }
    }
    await writeFile(join(home, '.claude/settings.json'), JSON.stringify(settings))
    await chmod(home, 0o755)
    const { run } = await bench.play(scripted('quick', [answer]), {
      agent: { environment: { HOME: home, CLAUDE_CONFIG_DIR: join(home, '.claude') } }
    })
    expect(run.end).toBe('answered')
    await expect(readFile(join(home, 'HOOK-RAN'))).rejects.toThrow('ENOENT')
    expect(bench.service.service.requests.map(({ body }) => body).join('')).not.toContain(
      'INSTRUCTIONS OF THE USER'
    )
  })
})

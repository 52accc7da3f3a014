import { describe, expect, it } from '@jest/globals'
import { EXPECTED_TOOLS } from '../../../src/adapters/claude/arguments.js'
import { Conversation } from '../../../src/adapters/claude/conversation.js'
import { readEvent } from '../../../src/adapters/claude/events.js'
import type { AgentProgress } from '../../../src/flow/fix/agent-run.js'

const folder = '/runner/tree'

function follow(...events: readonly object[]): { told: AgentProgress[]; conversation: Conversation } {
  const told: AgentProgress[] = []
  const conversation = new Conversation({
    expected: {
      version: '1.2.3',
      folder,
      tools: EXPECTED_TOOLS,
      servers: ['tests'],
      beside: ['/own/evidence'],
      ownKey: true
    },
    redact: (text) => text.replaceAll('hunter2', '[secret]'),
    progress: (step) => told.push(step)
  })
  const start = {
    type: 'system',
    subtype: 'init',
    cwd: folder,
    tools: EXPECTED_TOOLS,
    mcp_servers: [{ name: 'tests', status: 'connected' }],
    additional_directories: ['/own/evidence'],
    model: 'm',
    permissionMode: 'dontAsk',
    apiKeySource: 'ANTHROPIC_API_KEY',
    claude_code_version: '1.2.3'
  }
  for (const event of [start, ...events]) {
    expect(conversation.take(readEvent(JSON.stringify(event)))).toBeUndefined()
  }
  return { told: told.slice(1), conversation }
}

function message(id: string, ...content: readonly object[]): object {
  return { type: 'assistant', message: { id, content } }
}

function use(name: string, input: object = {}, id = 'u1'): object {
  return { type: 'tool_use', id, name, input }
}

describe('what people see of a run', () => {
  it.each([
    ['a path below the folder without it', { file_path: '/runner/tree/src/a.ts' }, 'src/a.ts'],
    ['another path as it is', { file_path: '/runner/tree-2/a.ts' }, '/runner/tree-2/a.ts'],
    ['a pattern', { pattern: 'foo.*' }, 'foo.*'],
    ['nothing of content', { content: 'x', command: 'id' }, ''],
    ['no secret', { pattern: 'hunter2' }, '[secret]'],
    ['no line end and no control character', { file_path: 'a\n::error::b\u001b[31m' }, 'a ::error::b']
  ])('is %s', (_, input, target) => {
    expect(follow(message('m1', use('Grep', input))).told).toEqual([
      { kind: 'tool', turn: 1, tool: 'Grep', target }
    ])
  })

  it('is bounded', () => {
    const text = 'word '.repeat(1_000)
    const { told, conversation } = follow(
      message('m1', { type: 'text', text }, use('Read', { file_path: text }))
    )
    expect(
      told.map((step) => ('text' in step ? step.text : 'target' in step ? step.target : '').length)
    ).toEqual([400, 160])
    expect(conversation.lastWords.length).toBeLessThanOrEqual(2_000)
  })

  it('is each retry with its status', () => {
    const retry = { type: 'system', subtype: 'api_retry', attempt: 2, error_status: 529 }
    expect(follow(retry, { ...retry, attempt: 3, error_status: null }).told).toEqual([
      { kind: 'retry', attempt: 2, status: 529 },
      { kind: 'retry', attempt: 3, status: undefined }
    ])
  })
})

describe('what is counted', () => {
  it('is a turn for each message, however many parts it comes in', () => {
    const { conversation } = follow(
      message('m1', use('Read')),
      message('m1', use('Glob')),
      message('m2', use('Read'))
    )
    expect(conversation.turns).toBe(2)
  })

  it('is a refusal once, though two events tell of it', () => {
    const denied = { tool_name: 'Read', tool_use_id: 'u1' }
    const result = {
      type: 'result',
      subtype: 'success',
      is_error: false,
      permission_denials: [denied, { ...denied, tool_use_id: 'u2' }]
    }
    const { conversation } = follow({ type: 'system', subtype: 'permission_denied', ...denied }, result)
    expect(conversation.denials).toEqual({ Read: 2 })
  })

  it('is a tool that does not exist, and no more names than there could be tools', () => {
    const uses = Array.from({ length: 80 }, (_, index) => use(`Tool${index}`, {}, `u${index}`))
    const { denials } = follow(message('m1', ...uses, use('name\nwith a line', {}, 'odd'))).conversation
    expect(denials).toMatchObject({ Tool0: 1, Tool49: 1, others: 31 })
    expect(Object.keys(denials)).toHaveLength(51)
  })
})

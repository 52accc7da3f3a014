import { describe, expect, it } from '@jest/globals'
import { workflowCommand } from '../../../src/adapters/runner/workflow-command.js'
import { commandIn } from './runner.js'

describe('a command to the runner', () => {
  it.each(['plain', '', '100%', '%0A', 'a\nb\r\nc', 'x::y', 'a,b:c', '::error::x'])(
    'carries %j as it is',
    (text) => {
      const line = workflowCommand('error', text, { title: text })
      expect(line).not.toMatch(/[\r\n]/)
      expect(commandIn(line)).toEqual({ command: 'error', title: text, message: text })
    }
  )

  it('masks a secret of several lines as a whole', () => {
    expect(workflowCommand('add-mask', 'line 1\nline 2%')).toBe('::add-mask::line 1%0Aline 2%25')
  })
})

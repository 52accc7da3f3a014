import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { given } from '../../../src/check-up/answer.js'
import { readPolicy } from '../../../src/config/read-policy.js'
import type { ScreenField } from '../../../src/flow/ticket/screen-field.js'
import { field, good, linesOf, requestWith, screen, silence, withProject } from './judge-facts.js'

const on = (...more: readonly ScreenField[]) => withProject({ screen: given([...screen, ...more]) })
const without = (id: string) => withProject({ screen: given(screen.filter((each) => each.id !== id)) })
const withFields = (fields: Readonly<Record<string, unknown>>) => requestWith({ jira: { fields } })
const required = (id: string) =>
  withProject({ screen: given(screen.map((each) => (each.id === id ? { ...each, required: true } : each))) })

const noRight = { kind: 'refused', status: 400, why: 'You do not have permission to create issues.' } as const

describe('the create screen', () => {
  it.each(['description', 'labels'])('fails without %s', (id) => {
    expect(linesOf('jira-screen', without(id))).toEqual([
      expect.stringMatching(
        new RegExp(`^failed: The field ${id} is not on the create screen.* \\| Put ${id} on`)
      )
    ])
  })

  it.each(['jira-screen', 'jira-required-fields', 'jira-fields', 'jira-priority'] as const)(
    'is shown to those alone who may create: %s waits',
    (id) => {
      expect(linesOf(id, withProject({ screen: noRight }))).toEqual([
        expect.stringMatching(
          /^warning: Not checked: You do not have permission.* \| .*the permission Create Issues/
        )
      ])
      expect(linesOf(id, withProject({ screen: silence }))[0]).toContain('Run the doctor again.')
    }
  )
})

describe('required fields', () => {
  const cost = (more: Partial<ScreenField>) =>
    on(field('customfield_9', { name: 'Cost', required: true, ...more }))
  const option = { id: '1', name: undefined, value: 'Low' }
  const version = { id: '7', name: '1.0', value: undefined }

  it.each([
    [{ type: 'option', allowed: [option] }, 'jira: { fields: { customfield_9: {"value":"Low"}'],
    [
      { type: 'option', allowed: [option], isList: true },
      'jira: { fields: { customfield_9: [{"value":"Low"}]'
    ],
    [{ type: 'version', allowed: [version] }, 'jira: { fields: { customfield_9: {"name":"1.0"}'],
    [{ type: 'number' }, 'jira: { fields: { customfield_9: 0'],
    [{ type: 'user' }, 'jira: { fields: { customfield_9: {"accountId":"<Atlassian account id>"}'],
    [{ isRichText: true }, 'jira: { fields: { customfield_9: {"type":"doc"'],
    [{}, 'jira: { fields: { customfield_9: "<text>"']
  ])('that nothing sets fail, with the line to write: %j', (more, sample) => {
    const [line] = linesOf('jira-required-fields', cost(more))
    expect(line).toMatch(
      /^failed: Jira requires "Cost" \(customfield_9\) of a new ticket, and refuses every ticket without it/
    )
    expect(line).toContain(` | Write into the policy, with the value that fits: ${sample}`)
    const written = line?.slice(line.indexOf('jira: { fields')) ?? ''
    expect(() => parse(written)).not.toThrow()
    expect(readPolicy('policy.yml', written.replace('jira: {', 'jira: { project: PPL,'))).toMatchObject({
      ok: true
    })
  })

  it('list what Jira allows', () => {
    expect(linesOf('jira-required-fields', cost({ type: 'option', allowed: [option] }))[0]).toContain(
      'Allowed values: "Low".'
    )
  })

  it('are set by jira.fields, but not by an empty value there', () => {
    const asked = (value: unknown) => withFields({ customfield_9: value })
    expect(linesOf('jira-required-fields', cost({}), asked('A1'))[0]).toMatch(/^ok:.*"Cost"/)
    for (const empty of [null, '', []]) {
      expect(linesOf('jira-required-fields', cost({}), asked(empty))[0]).toMatch(/^failed:/)
    }
  })

  it('may have a default of their own', () => {
    expect(linesOf('jira-required-fields', cost({ hasDefault: true }))[0]).toMatch(/^ok:/)
  })

  it('are set by jira.priority, which is proposed when it is missing', () => {
    expect(linesOf('jira-required-fields', required('priority'))[0]).toMatch(/^ok:/)
    const asked = requestWith({ jira: { priority: undefined } })
    expect(linesOf('jira-required-fields', required('priority'), asked)[0]).toContain(
      'jira: { priority: "High" }'
    )
  })

  it.each([
    ['components', 'component'],
    ['assignee', 'assignee'],
    ['customfield_10001', 'jira-team']
  ])(
    'that teams set: %s is missing on tickets of a team without it, and on those of nobody',
    (id, setting) => {
      const given = { component: 'c', assignee: 'a', 'jira-team': 't' }
      const asked = (teams: Readonly<Record<string, object>>, fallback?: string) =>
        requestWith({ ownership: { teams, ...(fallback === undefined ? {} : { default: fallback }) } })
      const line = (...args: Parameters<typeof asked>) =>
        linesOf('jira-required-fields', required(id), asked(...args))[0]
      expect(line({ one: given }, 'one')).toMatch(/^ok:/)
      expect(line({ one: given, two: { ...given, [setting]: undefined } }, 'one')).toContain(
        'those of the teams "two".'
      )
      expect(line({ one: given })).toContain('refuses those that nobody owns.')
    }
  )
})

describe('the fields of the policy', () => {
  it.each([
    ['nothing', {}, /^ok: The policy sets none/],
    [
      'a field that fits',
      { customfield_10060: { value: 'Minor' } },
      /^ok: Jira takes them: "customfield_10060"/
    ],
    ['its value by id', { customfield_10060: { id: 2 } }, /^ok:/],
    [
      'an id that is not allowed',
      { customfield_10060: { id: '9', value: 'Minor' } },
      /^failed:.*not allowed/
    ],
    [
      'a value that is not allowed',
      { customfield_10060: { value: 'Huge' } },
      /^failed: jira\.fields\.customfield_10060 \("Severity"\) has a value that is not allowed \(\{"value":"Huge"\}\).*Allowed values: "Critical", "Minor"\. \| Write a value such as: jira: \{ fields: \{ customfield_10060: \{"value":"Critical"\} \} \}/
    ],
    ['an empty object', { customfield_10060: {} }, /^failed:.*not allowed/],
    [
      'a plain text for a choice',
      { customfield_10060: 'Minor' },
      /^failed:.*has to be an object with "value"/
    ],
    [
      'a list for one value',
      { customfield_10060: [{ value: 'Minor' }] },
      /^failed:.*is a list, and takes one value/
    ],
    ['one value for a list', { components: { name: 'checkout' } }, /^failed:.*has to be a list/],
    [
      'a component that does not exist',
      { components: [{ name: 'checkout' }, { name: 'x' }] },
      /^failed:.*\{"name":"x"\}/
    ],
    ['an empty value', { customfield_10060: null }, /^ok:/],
    ['a person, of whom nothing is known here', { assignee: { accountId: 'a' } }, /^ok:/],
    [
      'a field of a run',
      { labels: ['x'] },
      /^warning: jira\.fields\.labels does nothing.* \| Remove it\. Use jira\.labels\./
    ],
    [
      'the priority twice',
      { priority: { name: 'Low' } },
      /^warning:.*does nothing.* \| Remove it\. jira\.priority is set/
    ],
    [
      'the name of a field',
      { severity: { value: 'Minor' } },
      /^failed: Jira has no field with the id "severity".* write its id, "customfield_10060", or remove/
    ],
    [
      'an unknown field',
      { customfield_404: 1 },
      /^failed: Jira has no field with the id "customfield_404".* \| Write the id of the field/
    ],
    [
      'a field that is not on the screen',
      { customfield_10002: 'x' },
      /^failed: The field "Old team" \(customfield_10002\) is not on the create screen.* \| Put it on the create screen of the issue type, or remove jira\.fields\.customfield_10002\./
    ]
  ])('%s', (_, fields, line) => {
    const lines = linesOf('jira-fields', good, withFields(fields))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(line)
  })

  it.each([
    [{ type: 'number' }, 3, '3'],
    [{ type: 'date' }, '2026-01-31', 31],
    [{ isRichText: true }, { type: 'doc', version: 1, content: [] }, 'text']
  ])('of type %j take their own kind of value alone', (more, right, wrong) => {
    const facts = on(field('customfield_9', more))
    expect(linesOf('jira-fields', facts, withFields({ customfield_9: right }))[0]).toMatch(/^ok:/)
    expect(linesOf('jira-fields', facts, withFields({ customfield_9: wrong }))[0]).toMatch(
      /^failed:.*has to be/
    )
  })

  it('are named off the screen when the list of all fields is lost', () => {
    const facts = { ...good, siteFields: silence }
    expect(linesOf('jira-fields', facts, withFields({ customfield_404: 1 }))[0]).toMatch(
      /^failed: .*not on the create screen/
    )
  })

  it('have a line each', () => {
    expect(linesOf('jira-fields', good, withFields({ customfield_1: 1, customfield_2: 2 }))).toHaveLength(2)
  })
})

describe('the priority', () => {
  it.each([
    [undefined, /^ok: The policy sets none/],
    ['Low', /^ok: Jira takes the priority "Low"/],
    ['Urgent', /^failed: jira\.priority is "Urgent".* \| Write as jira\.priority one of: "High", "Low"\./]
  ])('%s', (priority, line) => {
    expect(linesOf('jira-priority', good, requestWith({ jira: { priority } }))[0]).toMatch(line)
  })

  it('fails when the field is not on the screen', () => {
    expect(linesOf('jira-priority', without('priority'))[0]).toMatch(
      /^failed:.*not on the create screen.* or remove jira\.priority/
    )
  })
})

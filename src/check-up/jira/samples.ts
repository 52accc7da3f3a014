import type { ScreenField } from './facts.js'

/** A value in the shape that the field takes, as YAML on one line; the first allowed one where Jira lists them. */
export function sampleFor(field: ScreenField): string {
  const value = sampleValue(field)
  return JSON.stringify(field.isList ? [value] : value)
}

function sampleValue({ allowed, isRichText, type }: ScreenField): unknown {
  const first = allowed?.[0]
  if (first !== undefined) {
    if (first.value !== undefined) return { value: first.value }
    return first.name === undefined ? { id: first.id } : { name: first.name }
  }
  if (isRichText) {
    const content = [{ type: 'paragraph', content: [{ type: 'text', text: '<text>' }] }]
    return { type: 'doc', version: 1, content }
  }
  return SAMPLES[type] ?? '<text>'
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  number: 0,
  date: '2026-01-31',
  datetime: '2026-01-31T09:05:00.000+0000',
  user: { accountId: '<Atlassian account id>' },
  team: '<team id>',
  option: { value: '<value>' },
  component: { name: '<component>' },
  version: { name: '<version>' }
}

/** A field on the screen that creates a ticket of some type, as Jira describes it. */
export interface ScreenField {
  readonly id: string
  readonly name: string
  readonly required: boolean
  /** Jira fills it in when nobody does. */
  readonly hasDefault: boolean
  /** Jira's type, `option`; of the items when `isList`; `any` when Jira does not say. */
  readonly type: string
  readonly isList: boolean
  /** A text of several lines takes Atlassian Document Format. */
  readonly isRichText: boolean
  /** `undefined` when Jira lists none, or lists what we cannot read: then any value may be right. */
  readonly allowed: readonly AllowedValue[] | undefined
}

/** A value that Jira offers; it is called by whichever of these it has. */
export interface AllowedValue {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
}

/** How people call the allowed values; `undefined` when Jira lists none. */
export function namesOf({ allowed }: Pick<ScreenField, 'allowed'>): readonly string[] | undefined {
  return allowed?.map(({ name, value, id }) => value ?? name ?? id ?? '').filter((name) => name !== '')
}

/** A value in the shape that the field takes; the first allowed one where Jira lists them. */
export function sampleValue(field: ScreenField): unknown {
  const value = sampleItem(field)
  return field.isList ? [value] : value
}

function sampleItem({ allowed, isRichText, type }: ScreenField): unknown {
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

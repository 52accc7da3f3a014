/** A parsed JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members of a list, or none when the value is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

/** The text under `name`, or `undefined` when there is no text. Numbers count, because Jira takes ids both ways. */
export function textAt(value: unknown, name: string): string | undefined {
  if (!isObject(value)) return undefined
  const found = value[name]
  if (typeof found === 'number') return String(found)
  return typeof found === 'string' ? found : undefined
}

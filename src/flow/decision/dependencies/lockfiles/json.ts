/** Fields of JSON that nobody has checked yet. */
export type Json = Readonly<Record<string, unknown>>

export function parseJson(text: string): Json | undefined {
  try {
    return asObject(JSON.parse(text))
  } catch {
    // A lockfile with a conflict in it tells nothing.
    return undefined
  }
}

export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function asText(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : []
}

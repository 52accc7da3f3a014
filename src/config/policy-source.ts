import { closest, distance } from 'fastest-levenshtein'
import { isMap, isNode, isScalar, type Document, type LineCounter, type Node } from 'yaml'

/** Keys and list positions from the top of the file to a value. */
export type Path = readonly PropertyKey[]

/** A policy file, with what it takes to say where a problem is. */
export interface Source {
  readonly name: string
  readonly document: Document
  readonly lines: LineCounter
}

/** Line of the value at the path, else of the nearest one that holds it: `policy.yml line 3`. */
export function placeOf(source: Source, path: Path): string {
  const { document } = source
  for (let depth = path.length; depth > 0; depth -= 1) {
    const holder = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true)
    const last = path[depth - 1]
    const key = isMap(holder)
      ? holder.items.find((item) => isScalar(item.key) && String(item.key.value) === last)?.key
      : undefined
    const node = key ?? document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lineOf(source, node)
  }
  return `${source.name} line 1`
}

/** `policy.yml line 3`. */
export function lineOf({ name, lines }: Source, node: Node): string {
  return `${name} line ${lines.linePos(node.range?.[0] ?? 0).line}`
}

/** `privacy.redact[0].name`; empty at the top. */
export function dotted(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : String(step)))
    .join('.')
    .replaceAll('.[', '[')
}

/** A value as a problem shows it. Anchors may close a circle, and JSON has no NaN. */
export function shorten(value: unknown): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : Array.isArray(value)
        ? 'a list'
        : typeof value === 'object' && value !== null
          ? 'a map of keys'
          : String(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

/** The name that was probably meant, else all of them. */
export function suggest(seen: string, names: readonly string[], listed: string): string {
  if (names.length === 0) return `${listed}: none.`
  const near = closest(seen, names)
  return distance(near, seen) <= Math.max(2, seen.length / 3)
    ? `Did you mean "${near}"?`
    : `${listed}: ${names.join(', ')}.`
}

/** What stands in a field of a reply that holds no other fields. */
export type Leaf = string | number | boolean | null

export interface LeafChange {
  /** What stands for a leaf. The path has `[]` for a place in a list, so that it names the field; `{}` is JSON in a string. */
  readonly leaf: (path: string, leaf: Leaf) => unknown
  /** Further fields of every object. */
  readonly keys?: Readonly<Record<string, unknown>>
}

/** Stands for a field that is left out. */
export const MISSING = Symbol('missing')

/** The JSON with every leaf changed. */
export function changeJson(json: string, change: LeafChange): string {
  return JSON.stringify(changeValue(JSON.parse(json), change, ''))
}

function changeValue(value: unknown, change: LeafChange, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => changeValue(item, change, `${path}[]`))
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
      const changed = changeValue(item, change, path === '' ? key : `${path}.${key}`)
      return changed === MISSING ? [] : [[key, changed]]
    })
    return Object.fromEntries([...Object.entries(change.keys ?? {}), ...entries])
  }
  if (typeof value === 'string' && /^\{".*\}$/s.test(value)) {
    return JSON.stringify(changeValue(JSON.parse(value), { leaf: change.leaf }, `${path}{}`))
  }
  return isLeaf(value) ? change.leaf(path, value) : value
}

function isLeaf(value: unknown): value is Leaf {
  return (
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  )
}

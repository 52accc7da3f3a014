/** Expands dotted names, the later ones winning: `{ 'usr.email': x }` becomes `{ usr: { email: x } }`. */
export function nest(flat: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(flat)) place(root, name.split('.'), value)
  return root
}

function place(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path
  if (rest.length > 0) {
    const child = isObject(root[head]) ? { ...root[head] } : {}
    place(child, rest, value)
    root[head] = child
  } else if (isObject(value)) {
    const child = isObject(root[head]) ? { ...root[head] } : {}
    for (const [name, inner] of Object.entries(value)) place(child, name.split('.'), inner)
    root[head] = child
  } else root[head] = value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

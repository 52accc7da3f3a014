import type { SamenessData } from '../rows.js'

/** Kinds of variables that tell nothing of a person and open nothing. */
const harmlessKinds = [
  'int',
  'float',
  'percent',
  'ms',
  'duration',
  'size',
  'uuid',
  'hex',
  'objectid',
  'path',
  'date',
  'time',
  'list',
  'version',
  'another format',
  'one word or code differs'
]

/** Texts with nothing private in them: our traces, and messages whose variables are of harmless kinds. */
export function harmlessTexts({ messages, traces }: SamenessData): readonly string[] {
  const isHarmless = (text: string): boolean =>
    !/@|\b\d{1,3}(?:\.\d{1,3}){3}\b|fd00:|session|token|card|payment|role |\buser\b/.test(text)
  return [
    ...traces.map(({ stack }) => stack).filter(isHarmless),
    ...messages.filter(({ kind, a }) => harmlessKinds.includes(kind) && isHarmless(a)).map(({ a }) => a)
  ]
}

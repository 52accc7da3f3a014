import type { LogData } from '../../ports.js'
import { truncateText } from '../../text/truncate.js'

/** Most characters of the data behind one sentence: a log is read, and one value must not bury the others' lines. */
const MAXIMUM_DATA_CHARS = 2000

/** Text that needs no quotes to be told from its neighbours. */
const BARE = /^[\p{L}\p{N}._~:/@#%+*,;?&!()[\]{}$^|<>-]+$/u

/**
 * Data as ` key=value` pairs, empty without any; a value that is `undefined` is left out. `clean` removes
 * secrets: it sees every text before quotes change it and before anything is cut, because half of a secret is not recognised.
 */
export function formatData(data: LogData, clean: (text: string) => string): string {
  const pairs = Object.entries(data).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}=${formatValue(value, clean)}`]
  )
  return truncateText(pairs.join(''), MAXIMUM_DATA_CHARS)
}

function formatValue(value: unknown, clean: (text: string) => string): string {
  const plain = value instanceof Error ? value.message : value
  if (typeof plain === 'string') {
    const text = clean(plain)
    return BARE.test(text) ? text : JSON.stringify(text)
  }
  if (typeof plain !== 'object' || plain === null) return String(plain)
  try {
    return JSON.stringify(plain, (_, inner: unknown) => {
      if (typeof inner === 'bigint') return String(inner)
      return typeof inner === 'string' ? clean(inner) : inner
    })
  } catch {
    // A cycle, or a getter that throws: the line about it matters more than the value.
    return '"(not readable)"'
  }
}

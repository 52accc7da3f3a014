import type { Chance } from './random.js'

/** A kind of credential or of personal data that the redactor has to find. */
export interface PlantKind {
  readonly family: 'credential' | 'personal'
  /** What it is, as a table of results shows it. */
  readonly kind: string
  /** Who issues it: the provider of a credential, the country of a number. Absent for what nobody in particular issues. */
  readonly issuer?: string
  /** Words of its key: `['datadog', 'api', 'key']`. */
  readonly key: readonly string[]
  /** What people call it in a sentence. */
  readonly label: string
  /**
   * `anywhere`: its shape alone gives it away. `labelled`: only beside its key or label. `keyed`: only under its key, in the
   * notation of some format.
   */
  readonly told: 'anywhere' | 'labelled' | 'keyed'
  readonly make: (chance: Chance) => Planted
}

/** One made-up secret. */
export interface Planted {
  /** As it stands in a text. */
  readonly text: string
  /** What must not be left, and neither the half of it. */
  readonly cores: readonly string[]
}

/** A secret whose every character counts. */
export function whole(text: string): Planted {
  return { text, cores: [text] }
}

/** A secret behind a prefix that everybody knows. */
export function prefixed(prefix: string, rest: string): Planted {
  return { text: prefix + rest, cores: [rest] }
}

/**
 * Whether enough of a secret is left in a text to be of use: a core, or any half of it. `around` is the text without the
 * secret: what it says anyway does not count.
 */
export function isLeft(text: string, { cores }: Planted, around: string): boolean {
  return cores.some((core) => {
    const length = Math.max(Math.ceil(core.length / 2), Math.min(4, core.length))
    const parts = Array.from({ length: core.length - length + 1 }, (_, start) =>
      core.slice(start, start + length)
    )
    return parts.some((part) => text.includes(part) && !around.includes(part))
  })
}

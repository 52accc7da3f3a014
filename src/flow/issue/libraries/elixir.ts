import type { LibraryRule } from '../library-rule.js'

export const elixirRules: readonly LibraryRule[] = []

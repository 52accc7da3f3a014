import type { LibraryRule } from '../library-rule.js'

export const goRules: readonly LibraryRule[] = []

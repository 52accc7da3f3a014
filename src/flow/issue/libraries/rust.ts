import type { LibraryRule } from '../library-rule.js'

export const rustRules: readonly LibraryRule[] = []

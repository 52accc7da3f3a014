import type { LibraryRule } from '../library-rule.js'

export const dotnetRules: readonly LibraryRule[] = []

import type { LibraryRule } from '../library-rule.js'

export const phpRules: readonly LibraryRule[] = []

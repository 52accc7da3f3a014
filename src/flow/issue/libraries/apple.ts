import type { LibraryRule } from '../library-rule.js'

export const appleRules: readonly LibraryRule[] = []

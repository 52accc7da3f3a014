import type { LibraryRule } from '../library-rule.js'

export const rubyRules: readonly LibraryRule[] = []

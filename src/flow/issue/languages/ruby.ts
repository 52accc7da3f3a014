import type { LanguageReader } from './reader.js'

export const rubyReader: LanguageReader = { language: 'ruby', read: () => [] }

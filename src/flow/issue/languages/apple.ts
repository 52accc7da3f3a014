import type { LanguageReader } from './reader.js'

export const appleReader: LanguageReader = { language: 'apple', read: () => [] }

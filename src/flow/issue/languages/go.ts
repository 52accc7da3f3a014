import type { LanguageReader } from './reader.js'

export const goReader: LanguageReader = { language: 'go', read: () => [] }

import type { LanguageReader } from './reader.js'

export const rustReader: LanguageReader = { language: 'rust', read: () => [] }

import type { LanguageReader } from './reader.js'

export const phpReader: LanguageReader = { language: 'php', read: () => [] }

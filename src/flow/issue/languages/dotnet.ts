import type { LanguageReader } from './reader.js'

export const dotnetReader: LanguageReader = { language: 'dotnet', read: () => [] }

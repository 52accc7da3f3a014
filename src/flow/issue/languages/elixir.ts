import type { LanguageReader } from './reader.js'

export const elixirReader: LanguageReader = { language: 'elixir', read: () => [] }

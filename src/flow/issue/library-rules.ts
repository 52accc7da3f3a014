import { appleRules } from './libraries/apple.js'
import { dartRules } from './libraries/dart.js'
import { dotnetRules } from './libraries/dotnet.js'
import { elixirRules } from './libraries/elixir.js'
import { goRules } from './libraries/go.js'
import { javaRules } from './libraries/java.js'
import { javascriptRules } from './libraries/javascript.js'
import { phpRules } from './libraries/php.js'
import { pythonRules } from './libraries/python.js'
import { rubyRules } from './libraries/ruby.js'
import { rustRules } from './libraries/rust.js'
import type { LibraryRule } from './library-rule.js'
import type { StackLanguage } from './stack-trace.js'

/** A language that has a reader. */
export type ReadLanguage = Exclude<StackLanguage, 'unknown'>

/** Whose code is not the application's, by language. The first rule that fits gives the reason. */
export const libraryRules: Readonly<Record<ReadLanguage, readonly LibraryRule[]>> = {
  javascript: javascriptRules,
  python: pythonRules,
  java: javaRules,
  dart: dartRules,
  go: goRules,
  ruby: rubyRules,
  php: phpRules,
  dotnet: dotnetRules,
  rust: rustRules,
  elixir: elixirRules,
  apple: appleRules
}

import type { ReadLanguage } from '../issue/library-rules.js'
import type { ClassRule } from './class-rule.js'
import { appleClasses } from './classes/apple.js'
import { dartClasses } from './classes/dart.js'
import { dotnetClasses } from './classes/dotnet.js'
import { elixirClasses } from './classes/elixir.js'
import { goClasses } from './classes/go.js'
import { javaClasses } from './classes/java.js'
import { javascriptClasses } from './classes/javascript.js'
import { phpClasses } from './classes/php.js'
import { pythonClasses } from './classes/python.js'
import { rubyClasses } from './classes/ruby.js'
import { rustClasses } from './classes/rust.js'

/** Which errors a machine may try to mend, by language. The first rule that fits decides; precision before recall. */
export const classRules: Readonly<Record<ReadLanguage, readonly ClassRule[]>> = {
  javascript: javascriptClasses,
  python: pythonClasses,
  java: javaClasses,
  dart: dartClasses,
  go: goClasses,
  ruby: rubyClasses,
  php: phpClasses,
  dotnet: dotnetClasses,
  rust: rustClasses,
  elixir: elixirClasses,
  apple: appleClasses
}

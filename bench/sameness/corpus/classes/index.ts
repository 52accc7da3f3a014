import { appleCases } from './apple.js'
import { browserCases } from './browsers.js'
import type { ClassCase } from './class-case.js'
import { dartCases } from './dart.js'
import { dotnetCases } from './dotnet.js'
import { elixirCases } from './elixir.js'
import { goCases } from './go.js'
import { javaNearMisses } from './java-near-misses.js'
import { javaSafeCases } from './java.js'
import { javascriptNearMisses } from './javascript-near-misses.js'
import { javascriptSafeCases } from './javascript.js'
import { phpCases } from './php.js'
import { pythonCases } from './python.js'
import { rubyCases } from './ruby.js'
import { rustCases } from './rust.js'

/** Errors of all languages with the class that each has; more than half of them only look like one. */
export const classCases: readonly ClassCase[] = [
  ...javascriptSafeCases,
  ...javascriptNearMisses,
  ...browserCases,
  ...pythonCases,
  ...javaSafeCases,
  ...javaNearMisses,
  ...dartCases,
  ...goCases,
  ...rubyCases,
  ...phpCases,
  ...dotnetCases,
  ...rustCases,
  ...elixirCases,
  ...appleCases
]

import type { Scenario } from '../scenario.js'
import { faults } from './faults.js'
import { fixes } from './fixes.js'
import { killsOfFixes } from './kill-fix.js'
import { killsOfTriage } from './kill-triage.js'
import { races } from './races.js'
import { repeats } from './repeats.js'

export const scenarios: readonly Scenario[] = [
  ...races,
  ...repeats,
  ...faults,
  ...fixes,
  ...killsOfTriage,
  ...killsOfFixes
]

import { addressRules } from './masks/addresses.js'
import { dateRules } from './masks/dates.js'
import { identifierRules, wordRules } from './masks/identifiers.js'
import type { MaskRule } from './masks/mask-rule.js'
import { numberRules } from './masks/numbers.js'
import { pathRules } from './masks/paths.js'
import { phraseRules } from './masks/phrases.js'
import { quotedRules } from './masks/quoted.js'

/** All rules. Their order here means nothing: at one place the longest match wins, then the lower rank. */
export const maskRules: readonly MaskRule[] = [
  ...identifierRules,
  ...dateRules,
  ...addressRules,
  ...pathRules,
  ...quotedRules,
  ...phraseRules,
  ...numberRules,
  ...wordRules
]

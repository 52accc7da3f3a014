import { expect, it } from '@jest/globals'
import { besidePolicy } from '../../../src/adapters/github/policy-file.js'

it.each([
  ['.github/datadog-autofix.yml', 'known.yml', '.github/known.yml'],
  ['datadog-autofix.yml', 'policies/known.yml', 'policies/known.yml'],
  ['your-org/policies/autofix.yml@v1', 'known.yml', 'your-org/policies/known.yml@v1'],
  ['your-org/policies/teams/web.yml@release/2', 'known.yml', 'your-org/policies/teams/known.yml@release/2'],
  ['packages/@scope/autofix.yml', 'known.yml', 'packages/@scope/known.yml']
])('beside %s, %s is %s', (policy, file, place) => {
  expect(besidePolicy(policy, file)).toBe(place)
})

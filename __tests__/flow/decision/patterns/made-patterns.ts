import type { Pattern, PatternFacts, PatternMatch } from '../../../../src/flow/decision/patterns/pattern.js'

export function patternOf(
  name: string,
  match: Partial<PatternMatch>,
  rest: Partial<Omit<Pattern, 'name' | 'match'>> = {}
): Pattern {
  return {
    name,
    match: {
      services: [],
      environments: [],
      types: [],
      message: undefined,
      files: [],
      platforms: [],
      fingerprints: [],
      ...match
    },
    tier: 'digest',
    autofix: 'allow',
    dedupHours: undefined,
    escalateAfter: undefined,
    owner: undefined,
    note: undefined,
    reason: 'known since spring',
    expires: undefined,
    handler: undefined,
    ...rest
  }
}

export function factsOf(changes: Partial<PatternFacts> = {}): PatternFacts {
  return {
    service: 'checkout-api',
    environment: 'production',
    errorType: 'TimeoutError',
    messageTemplate: 'Timed out after <duration> at <host>',
    files: ['/app/src/pay/charge.ts', 'src/pay/charge.ts'],
    platform: 'BACKEND',
    fingerprints: ['00112233445566aa', 'ffeeddccbbaa9988'],
    hourly: [0, 0, 40, 70, 20],
    ...changes
  }
}

/**
 * Suites that try everything with everything: each of a hundred texts in each field of each reply, every repository, every kill.
 * `npm run test:long` runs them, and so does CI beside `npm test`.
 */
export const longSuites = [
  '/__tests__/bad-input/',
  '/__tests__/bench/sameness-table\\.',
  '/__tests__/chaos/chaos\\.',
  '/__tests__/config/hostile-policy\\.',
  '/__tests__/hostile/evidence/causes\\.',
  '/__tests__/hostile/replies/',
  '/__tests__/modes/fix/target-repositories\\.',
  '/__tests__/modes/rum/',
  '/__tests__/modes/storm\\.',
  '/__tests__/privacy/(?:cut-text|planted-replies|seeded-events)\\.',
  '/__tests__/release/releasing\\.'
]

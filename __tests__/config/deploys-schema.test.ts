import { describe, expect, it } from '@jest/globals'
import { deploysSchema, toDeploysPolicy } from '../../src/config/deploys-schema.js'

function problemsOf(file: unknown): string {
  const result = deploysSchema.safeParse(file)
  return result.success
    ? ''
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n')
}

describe('what is left out', () => {
  it('is production by its usual names, four weeks back, releases included', () => {
    const policy = toDeploysPolicy(deploysSchema.parse({}))
    expect(policy.environments).toContain('production')
    expect(policy).toMatchObject({ services: [], releases: true, lookbackDays: 28 })
  })
})

describe('what is written', () => {
  it('comes through in the words of the flow', () => {
    const file = {
      environments: ['{service}-live', 'prod-*'],
      services: { shop: 'checkout', 'pay-*': 'payments' },
      releases: false,
      lookback: '14d'
    }
    expect(toDeploysPolicy(deploysSchema.parse(file))).toEqual({
      environments: ['{service}-live', 'prod-*'],
      services: [
        { name: 'shop', service: 'checkout' },
        { name: 'pay-*', service: 'payments' }
      ],
      releases: false,
      lookbackDays: 14
    })
  })
})

describe('what is wrong is named', () => {
  it.each<[string, unknown, RegExp]>([
    ['no environment', { environments: [] }, /environments: write at least one environment/],
    ['an empty environment', { environments: [''] }, /environments\.0: write the name of an environment/],
    ['another placeholder', { environments: ['{team}-prod'] }, /write the name of an environment/],
    ['environments as text', { environments: 'prod' }, /environments: write a list/],
    ['a service without a name', { services: { shop: '' } }, /services\.shop: write the name of a service/],
    ['releases in words', { releases: 'yes' }, /releases: write true or false/],
    ['a lookback of hours', { lookback: '24h' }, /lookback: write a number of days/],
    ['no lookback', { lookback: '0d' }, /lookback: write a number of days/],
    ['more than a quarter of a year', { lookback: '91d' }, /lookback: write a number of days/],
    ['a key that does not exist', { release: true }, /release/]
  ])('%s', (_, file, problem) => {
    expect(problemsOf(file)).toMatch(problem)
  })
})

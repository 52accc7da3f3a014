import { describe, expect, it } from '@jest/globals'
import { cascadeSchema, toCascadePolicy } from '../../src/config/cascade-schema.js'

function problemsOf(file: unknown): string[] {
  const { error } = cascadeSchema.safeParse(file)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the cascade section', () => {
  it('has a default for everything', () => {
    expect(toCascadePolicy(cascadeSchema.parse({}))).toEqual({
      children: 'suppress',
      ownHosts: [],
      upstreams: [],
      minimumIssues: 5,
      minimumServices: 3,
      minimumShare: 0.15
    })
  })

  it('hands everything over', () => {
    const file = {
      children: 'link',
      'own-hosts': ['*.example.com'],
      upstreams: { checkout: ['payments', 'stock-*'], '*': ['auth'] },
      'minimum-issues': 7,
      'minimum-services': 2,
      'minimum-share': 0.3
    }
    expect(toCascadePolicy(cascadeSchema.parse(file))).toEqual({
      children: 'link',
      ownHosts: ['*.example.com'],
      upstreams: [
        { service: 'checkout', dependsOn: ['payments', 'stock-*'] },
        { service: '*', dependsOn: ['auth'] }
      ],
      minimumIssues: 7,
      minimumServices: 2,
      minimumShare: 0.3
    })
  })

  it.each<[unknown, string]>([
    [{ children: 'hide' }, 'children: write suppress or link'],
    [
      { 'own-hosts': ['https://api.example.com/v1'] },
      'own-hosts.0: write a host without https:// and path, such as "*.example.com"'
    ],
    [
      { 'own-hosts': 'x' },
      'own-hosts: write a list of hosts in which * stands for anything, such as "*.example.com"'
    ],
    [
      { upstreams: { checkout: 'payments' } },
      'upstreams.checkout: write the services that each service depends on: checkout: [payments]'
    ],
    [{ 'minimum-issues': 1 }, 'minimum-issues: write a whole number of issues, such as 5'],
    [{ 'minimum-services': 1 }, 'minimum-services: write a whole number of services from 2 on, such as 3'],
    [{ 'minimum-share': 2 }, 'minimum-share: write a share between 0 and 1, such as 0.15']
  ])('says what to write instead of %j', (file, problem) => {
    expect(problemsOf(file)).toContain(problem)
  })

  it('refuses keys that it does not know', () => {
    expect(problemsOf({ hosts: [] }).join()).toMatch(/hosts/)
  })
})

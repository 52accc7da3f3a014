import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readInputs, readSecrets } from '../../src/config/inputs.js'
import { reader } from './complete-inputs.js'

function problemsOf(change: Readonly<Record<string, string>>): readonly string[] {
  const result = readInputs(reader(change))
  return result.ok ? [] : result.problems
}

describe('secrets stay secret', () => {
  it.each([
    'https://robot:p4ssw0rd@acme.atlassian.net',
    'https://p4ssw0rd@acme.atlassian.net',
    'robot:p4ssw0rd@acme.atlassian.net',
    'http://robot:p4ssw0rd@acme.atlassian.net',
    '//robot:p4ssw0rd@'
  ])('a URL with credentials is not repeated: %s', (url) => {
    for (const name of ['jira-base-url', 'jira-api-url', 'datadog-api-url']) {
      expect(problemsOf({ [name]: url })).toEqual([
        `Input "${name}" has a user name or password in it. Write the URL alone, with https://.`
      ])
    }
  })

  it('no problem holds the value of a secret', () => {
    const text = fc.string({ maxLength: 20 })
    const others = fc.record({ mode: text, lookback: text, 'datadog-site': text, 'jira-base-url': text })
    fc.assert(
      fc.property(others, (change) => {
        expect(problemsOf(change).join('\n')).not.toMatch(/(gh|api|app|jira)-secret/)
      })
    )
  })

  it('every one that is set is to be masked, and the form that basic authentication sends', () => {
    const basic = Buffer.from('robot@acme.test:jira-secret').toString('base64')
    expect(readSecrets(reader())).toEqual(['gh-secret', 'api-secret', 'app-secret', 'jira-secret', basic])
  })

  it('those of the fix modes too', () => {
    const read = reader({ 'app-token': 'app-token-secret', 'anthropic-api-key': 'model-secret' })
    expect(readSecrets(read)).toEqual(expect.arrayContaining(['app-token-secret', 'model-secret']))
  })

  it.each(['autofix', 'publish'])('no problem of mode %s holds the value of a secret', (mode) => {
    const change = { mode, 'app-token': 'app-secret', 'anthropic-api-key': 'api-secret', publish: 'maybe' }
    expect(problemsOf(change).join('\n')).not.toMatch(/(gh|api|app|jira)-secret/)
  })

  it('masks what is sent: without the blanks around it', () => {
    const read = reader({ 'jira-api-token': ' jira-secret\n', 'jira-user-email': 'robot@acme.test ' })
    expect(readSecrets(read)).toEqual(readSecrets(reader()))
  })

  it('masks nothing that is empty', () => {
    const read = reader({ 'github-token': '', 'jira-api-token': ' ', 'datadog-app-key': '' })
    expect(readSecrets(read)).toEqual(['api-secret'])
  })
})

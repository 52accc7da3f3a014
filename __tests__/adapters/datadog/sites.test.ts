import { describe, expect, it } from '@jest/globals'
import { apiBaseUrl, appBaseUrl, isDatadogSite, issueUrl } from '../../../src/adapters/datadog/sites.js'

describe('Datadog sites', () => {
  it.each([
    ['datadoghq.com', 'https://app.datadoghq.com'],
    ['datadoghq.eu', 'https://app.datadoghq.eu'],
    ['ddog-gov.com', 'https://app.ddog-gov.com'],
    ['us5.datadoghq.com', 'https://us5.datadoghq.com'],
    ['us2.ddog-gov.com', 'https://us2.ddog-gov.com']
  ] as const)('shows the pages of %s at %s', (site, base) => {
    expect(appBaseUrl(site)).toBe(base)
    expect(issueUrl(site, '11111111-1111-11f0-8a28-da7ad0900002')).toBe(
      `${base}/error-tracking/issue/11111111-1111-11f0-8a28-da7ad0900002`
    )
  })

  it('calls the API of the site', () => {
    expect(apiBaseUrl('us3.datadoghq.com')).toBe('https://api.us3.datadoghq.com')
  })

  it.each(['datadoghq.com.evil.example', 'api.datadoghq.com', '', 'DATADOGHQ.COM'])(
    'is not %j, which keys are never sent to',
    (text) => expect(isDatadogSite(text)).toBe(false)
  )
})

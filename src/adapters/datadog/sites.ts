/**
 * The sites that keys may be sent to: the vendor's client attaches both keys to any host that it is given.
 * https://docs.datadoghq.com/getting_started/site/
 */
export const datadogSites = [
  'datadoghq.com',
  'us3.datadoghq.com',
  'us5.datadoghq.com',
  'datadoghq.eu',
  'ap1.datadoghq.com',
  'ap2.datadoghq.com',
  'uk1.datadoghq.com',
  'ddog-gov.com',
  'us2.ddog-gov.com'
] as const
export type DatadogSite = (typeof datadogSites)[number]

export function isDatadogSite(text: string): text is DatadogSite {
  return datadogSites.some((site) => site === text)
}

/** Base URL of the API, without a slash at the end. */
export function apiBaseUrl(site: DatadogSite): string {
  return `https://api.${site}`
}

/** Base URL of the pages for people, without a slash at the end: `app.` where the site has no name of its own. */
export function appBaseUrl(site: DatadogSite): string {
  return site.split('.').length === 2 ? `https://app.${site}` : `https://${site}`
}

/** Page of an Error Tracking issue for people. */
export function issueUrl(site: DatadogSite, issueId: string): string {
  return `${appBaseUrl(site)}/error-tracking/issue/${encodeURIComponent(issueId)}`
}

import type { LibraryRule } from '../library-rule.js'

/** Hosts that serve packages of a registry. */
const packageHosts = [
  'ajax.aspnetcdn.com',
  'ajax.googleapis.com',
  'bootstrapcdn.com',
  'cdn.jsdelivr.net',
  'cdn.skypack.dev',
  'cdnjs.cloudflare.com',
  'code.jquery.com',
  'esm.sh',
  'ga.jspm.io',
  'polyfill.io',
  'unpkg.com'
]

/** Hosts of scripts that pages embed: analytics, payment, chat, consent, maps. */
const embeddedHosts = [
  'browser.sentry-cdn.com',
  'cdn.amplitude.com',
  'cdn.cookielaw.org',
  'cdn.mxpnl.com',
  'cdn.optimizely.com',
  'cdn.segment.com',
  'clarity.ms',
  'connect.facebook.net',
  'consent.cookiebot.com',
  'datadoghq-browser-agent.com',
  'fullstory.com',
  'google-analytics.com',
  'googletagmanager.com',
  'gstatic.com',
  'hotjar.com',
  'hs-scripts.com',
  'intercomcdn.com',
  'js-agent.newrelic.com',
  'js.stripe.com',
  'maps.googleapis.com',
  'paypal.com',
  'snap.licdn.com',
  'static.cloudflareinsights.com',
  'static.zdassets.com',
  'widget.intercom.io',
  'www.paypalobjects.com'
]

/** Scripts that a page loads from others' hosts. */
export const foreignScripts: readonly LibraryRule[] = [
  { origin: 'library', file: ofHosts(packageHosts), reason: 'host of packages' },
  { origin: 'library', file: ofHosts(embeddedHosts), reason: 'script of another site' }
]

function ofHosts(hosts: readonly string[]): RegExp {
  const names = hosts.map((host) => host.replaceAll('.', '\\.')).join('|')
  return new RegExp(`^https?://(?:[\\w-]{1,60}\\.){0,4}(?:${names})(?::\\d{1,5})?/`, 'i')
}

import { digits, endsWith, letters, rank, thenAll, thenOf, wordStarts, type MaskRule } from './mask-rule.js'
import { templateRoute } from './routes.js'

const v4 = '(?:\\d{1,3}\\.){3}\\d{1,3}'
const port = '(?::\\d{1,5}(?!\\w))'
const dnsName = '(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})\\.){1,9}[A-Za-z][A-Za-z0-9-]{1,20}'

/** What names a machine or a place on the network. A machine is a `<host>`, by name or by number, as logs show either. */
export const addressRules: readonly MaskRule[] = [
  {
    name: 'url',
    starts: letters,
    rank: rank.address,
    pattern: /(?<![\w.+-])(?:jdbc:|mongodb\+)?[a-z][a-z0-9+.-]{1,20}:\/\/[^\s'"`<>(){}|,;\][]+/iy,
    needs: ':/',
    opening: { then: thenAll(':+.-') },
    replace: maskUrl
  },
  {
    name: 'email',
    starts: wordStarts,
    rank: rank.address,
    pattern: /(?<![\w.+@-])[\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}(?!\w)/y,
    needs: '@.',
    opening: { then: thenAll('.+-%@') },
    replace: () => '<email>'
  },
  // https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4
  {
    name: 'message id',
    starts: '<',
    rank: rank.address,
    pattern: /<[^\s<>@]{1,200}@[^\s<>@]{1,200}>/y,
    needs: '@',
    replace: () => '<email>'
  },
  {
    name: 'IP version 4, with port or network length; Java prints name/address',
    starts: `${wordStarts}/`,
    rank: rank.address,
    pattern: new RegExp(
      `(?<![\\w.])(?:[A-Za-z][\\w.-]{0,100})?/?${v4}(?:/\\d{1,2}(?!\\d)|${port})?(?!\\w|\\.\\d)`,
      'y'
    ),
    needs: '.0',
    opening: { then: { letters: './-', digits: '.', both: './-' } },
    replace: (match) => (/^[A-Za-z][^/]*$/.test(match) ? undefined : '<host>')
  },
  {
    name: 'IP version 6',
    starts: `${digits}abcdefABCDEF:[`,
    rank: rank.address,
    pattern:
      /(?<![\w:.])(?:\[?(?:[0-9a-fA-F]{0,4}:){2,7}(?:[0-9a-fA-F]{1,4}|(?:\d{1,3}\.){3}\d{1,3}|(?<=::))(?:%\w{1,20})?(?:\/\d{1,3})?(?:\]:\d{1,5}|\])?)(?!\w|:[\w:])/y,
    needs: ':',
    opening: { atMost: 4, then: thenAll(':') },
    replace: maskVersion6
  },
  {
    name: 'hardware address',
    starts: `${digits}abcdefABCDEF`,
    rank: rank.address - 1,
    pattern: /(?<![\w:-])[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1){4}[0-9a-fA-F]{2}(?![\w:-])/y,
    opening: { atLeast: 2, atMost: 2, then: thenAll(':-') },
    replace: () => '<host>'
  },
  {
    name: 'fingerprint of a key',
    starts: `${digits}abcdefABCDEF`,
    rank: rank.address,
    pattern: /(?<![\w:])(?:[0-9a-fA-F]{2}:){9,63}[0-9a-fA-F]{2}(?![\w:])/y,
    needs: ':',
    opening: { atLeast: 2, atMost: 2, then: thenAll(':') },
    replace: () => '<hex>'
  },
  {
    name: 'host',
    starts: wordStarts,
    rank: rank.address,
    pattern: new RegExp(`(?<![\\w./@$-])${dnsName}${port}?(?![\\w$(/-]|\\.\\w)`, 'y'),
    needs: '.',
    opening: { then: thenAll('.-') },
    replace: (match, place) => maskHost(match, () => endsWith(placesOfHosts, place.before))
  },
  {
    name: 'host with port',
    starts: letters,
    rank: rank.address,
    pattern: /(?<![\w./@$-])[A-Za-z][\w-]{0,80}:\d{2,5}(?![\w:]|\.\d)/y,
    needs: ':0',
    opening: { then: thenAll(':-') },
    replace: (match, place) => {
      const name = match.slice(0, match.indexOf(':'))
      if (name === 'localhost') return '<host>'
      if (notHosts.test(name)) return undefined
      return endsWith(placesOfHosts, place.before) || (place.before === '' && /\d{4}$/.test(match))
        ? '<host>'
        : undefined
    }
  },
  {
    name: 'name of a host',
    starts: 'hHdD',
    rank: rank.address,
    words: ['host', 'hostname', 'domain'],
    pattern: /(?<!\w)(?:host ?name|domain name|host) \([\w.:-]{1,100}\)/iy,
    opening: { atLeast: 4, atMost: 8, then: thenOf('letters', ' ') },
    replace: (match) => match.replace(/\(.*/, '(<host>)')
  },
  {
    name: 'host by its address',
    starts: 'i',
    rank: rank.address,
    pattern: /(?<![\w./-])ip-(?:\d{1,3}-){3}\d{1,3}(?:\.[\w.-]{1,80}(?<!\.))?(?::\d{1,5})?(?!\w)/y,
    needs: '-0',
    opening: { atMost: 2, then: thenOf('letters', '-') },
    replace: () => '<host>'
  }
]

const placesOfHosts =
  /(?<=\b(?:to|from|at|on|host|server|broker|address|proxy|connect|connection|through|peer|upstream|tcp|udp|endpoint|remote|via|dial|ECONNREFUSED|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ENOTFOUND)[\s:=]{0,2}|@)$/iy
const notHosts =
  /^(?:lines?|rows?|col(?:umn)?|error|err|errno|code|status|id|pid|tid|uid|port|offset|index|pos(?:ition)?|size|count|length|version|timeout|char|exit|signal|attempt|page|level|step|version|took|at|time|epoch|term|partition|seq)$/i

/** The host and the query are values; the route, with its own values masked, is where the program went. */
export function maskUrl(match: string): string {
  const trailing = /[.:!?]{1,3}$/.exec(match)?.[0] ?? ''
  const url = match.slice(0, match.length - trailing.length)
  if (/^(?:file|webpack|webpack-internal|capacitor|app):/.test(url)) return `<path>${trailing}`
  const afterHost = url.slice(url.indexOf('://') + 3)
  const slash = afterHost.search(/[/?#]/)
  const route = slash < 0 ? '' : (afterHost.slice(slash).split(/[?#]/)[0] ?? '')
  return `<url>${templateRoute(route).replace(/\/$/, '')}${trailing}`
}

function maskVersion6(match: string): string | undefined {
  if (match.startsWith('[') !== match.includes(']')) return undefined
  const groups = match.replace(/^\[|[\]%/].*$/g, '').split(':')
  const complete = groups.length === 8 && !groups.includes('')
  return (complete || match.includes('::')) && /\d/.test(match) ? '<host>' : undefined
}

const commonTopLevel =
  /\.(?:com|org|net|edu|gov|mil|local|internal|localdomain|intranet|lan|arpa|io|dev|cloud|biz|onion)$/i
/** Endings that are countries or other domains, and also words that names in programs end in (`job.id`, `user.info`). */
const wordyTopLevel =
  /\.(?:co|ai|tv|uk|eu|fr|nl|es|pl|br|jp|cn|hk|ru|au|ca|ch|se|fi|dk|tw|kr|mx|de|gr|cz|hu|ro|tr|ua|za|nz|ie|pt|il|sg|th|vn|ph|ar|cl|[a-z]{2}|info|app|svc|cluster|home|test|example|invalid|tech|online|site|xyz|name|int)$/i
const unlikeNames = /^(?:www|api|cdn|mail|smtp|ns|proxy|db|static|img|ftp)\d{0,2}\.|-|\d/i
const fileEndings =
  /\.(?:[jt]s|py|rb|go|rs|cs|kt|sh|md|pl|so|hs|ex|gz|db|vb|cc|mm|ml|jl|ps|tf|h|c|cpp|po|am|id|io\w)$/
const reversedName =
  /^(?:com|org|net|io|java|javax|jakarta|android|androidx|kotlin|scala|edu|gov|de|uk|fr|dev|app|system|sun|jdk|this|self|process|window|document|console|Math|JSON)\./i

/** Whether dotted names are hosts is sure with a port, with a common ending, and where names of programs do not look so. */
export function maskHost(match: string, isPlaceOfHost = (): boolean => false): string | undefined {
  if (!match.includes('.')) return undefined
  const name = match.includes(':') ? match.replace(/:\d{1,5}$/, '') : match
  const withPort = name !== match
  if (reversedName.test(name)) return undefined
  const common = commonTopLevel.test(name)
  if (!common && !wordyTopLevel.test(name)) return undefined
  const camelCase = /[a-z][A-Z]/.test(name)
  if (fileEndings.test(name) || (camelCase && !/-\w{0,60}\d|\d\w{0,60}-/.test(name))) return undefined
  const labels = name.split('.')
  const short = /\.(?:io|dev|cloud|lan|biz)$/i.test(name) && labels.length === 2
  if (common && !short) return '<host>'
  const sure =
    withPort ||
    isPlaceOfHost() ||
    (labels.length > 2 && unlikeNames.test(name)) ||
    (short && unlikeNames.test(name))
  return sure || (labels.length > 2 && unmistakable.test(name)) ? '<host>' : undefined
}

const unmistakable = /\.(?:io|dev|cloud|biz|uk|eu|fr|nl|pl|br|jp|cn|hk|ru|ch|dk|tw|kr|mx|cz|hu|ua|nz)$/i

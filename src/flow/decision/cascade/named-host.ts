const NAME = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}\\.){0,9}[A-Za-z0-9_-]{1,63}'
/** A name with a dot in it, or an address. */
const DOTTED = '[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){1,9}'
const VERSION_6 = '\\[[0-9A-Fa-f:.]{2,45}\\]'
const PORT = ':\\d{2,5}(?![\\w.])'

/*
 * Where errors put the host that they speak of, the most telling first. Every pattern has one group. Each is bounded, so that a hostile
 * message costs no more than its length.
 */
const places: readonly RegExp[] = [
  // https://user:secret@host:port/path, amqp://host, jdbc:postgresql://host
  new RegExp(
    `(?<![\\w+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}:(?:[A-Za-z0-9+.-]{1,20}:)?//(?:[^\\s/@"'<>]{1,200}@)?(${VERSION_6}|${NAME})`
  ),
  // dial tcp: lookup api.vendor.com on 10.0.0.2:53: no such host
  new RegExp(`\\blookup:? ['"]?(${NAME})`),
  new RegExp(`\\b(?:ENOTFOUND|EAI_AGAIN) (${NAME})`),
  new RegExp(`\\bresolve(?: host(?:name)?)?:? ['"]?(${DOTTED})`, 'i'),
  new RegExp(`could not be resolved: ['"]?(${NAME})`),
  new RegExp(`\\bphp_network_getaddresses: getaddrinfo for (${NAME})`),
  new RegExp(`\\bUnknownHostException: (${NAME})`),
  // HTTPSConnectionPool(host='api.vendor.com', port=443), on host "db"
  new RegExp(`\\bhost(?:name)?(?: ?[=:] ?| )["'](${NAME})["']`),
  // read tcp 10.0.0.5:41212->203.0.113.9:443
  new RegExp(`->(${VERSION_6}|${NAME}):\\d`),
  // connect ECONNREFUSED ::1:5432
  /\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) ([0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f.]{0,15}){2,8}):\d{2,5}\b/,
  new RegExp(
    `\\b(?:connect(?:ion)?|server|reach) (?:to|at|for)(?: host| server at)? ["'\`]?(${VERSION_6}|${NAME})["'\`]?(?:,? port \\d|:\\d|/\\d| ?\\[)`,
    'i'
  ),
  new RegExp(`\\bfor ["'](${NAME})["'] port \\d`),
  new RegExp(`\\baddress ?[=:] ?(${DOTTED}), port\\b`),
  new RegExp(`(?<![\\w.@/\\\\-])(${VERSION_6}|${DOTTED})${PORT}`)
]

/** `server.js:443` is a line. */
const sourceFile =
  /\.(?:[cm]?[jt]sx?|go|py|rb|php|java|kt|scala|cs|fs|rs|exs?|dart|swift|mm?|cc?|cpp|h|vue|svelte|groovy|erl|html?)$/i

/** Pages that libraries refer the reader to. */
const manuals =
  /^(?:curl\.(?:haxx\.)?se|aka\.ms|go\.microsoft\.com|docs\..+|.+\.readthedocs\.io|developer\.mozilla\.org)$/i
const references = /\(see https?:\/\/[^\s)]{1,300}\)/g

/** The host that a message names, in lower case, without port; `undefined` where it names none. */
export function findNamedHost(message: string): string | undefined {
  const text = message.replace(references, ' ')
  for (const place of places) {
    const host = place.exec(text)?.[1]
    if (host === undefined || sourceFile.test(host) || manuals.test(host)) continue
    return host.replace(/^\[|\]$/g, '').toLowerCase()
  }
  return undefined
}

/** The same for an error whose message is but the name of the host that was not found (the JVM's). */
export function findUnknownHost(type: string, message: string): string | undefined {
  if (!/\bUnknownHostException$/.test(type)) return undefined
  return new RegExp(`^(${NAME})(?::|$|\\s)`).exec(message.trim())?.[1]?.toLowerCase()
}

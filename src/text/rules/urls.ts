import type { Span } from './span.js'

/** Kind of a name, a password or both in front of the host of a URL. */
export const URL_CREDENTIALS = 'url-credentials'

// Up to the last `@` before the path, since a password may have one.
const USER_INFO =
  /:(?:\/\/|\\\/\\\/)(?<=\b([a-z][a-z0-9+.-]{1,30}):(?:\/\/|\\\/\\\/))(?<secret>[^\s/?#"'`<>\\]{1,512})(?=@)/gi
const ENCODED_USER_INFO = /%3A%2F%2F(?<secret>(?:[^\s/?#"'`<>%]|%(?!2F|40)){1,512})(?=%40)/gi
// Connection strings are often written by hand, with a slash in the password.
const CONNECTION =
  /:\/\/(?<=\b(?:postgres(?:ql)?|mysqlx?|mariadb|mongodb(?:\+srv)?|rediss?|valkeys?|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|nats|ldaps?|smtps?|s?ftps?)(?:\+\w{1,20})?:\/\/)(?<secret>[^\s"'`<>@:/]{0,128}:(?:(?!:\/\/)[^\s"'`<>]){1,512})(?=@[\w.[-])/gi

// Paths of a bundler: what comes before the `@` is a package.
const NOT_A_HOST = /^(?:webpack(?:-internal)?|turbopack|vite|rollup|file|node|app|bun|deno|npm)$/i

/** What a URL carries in front of its host: `https://user:password@host`, connection strings, `https://token@host`. */
export function findUrlCredentials(text: string): Span[] {
  return [USER_INFO, ENCODED_USER_INFO, CONNECTION].flatMap((pattern) => findBy(pattern, text))
}

function findBy(pattern: RegExp, text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(pattern)) {
    const secret = match.groups?.['secret'] ?? ''
    if (secret === 'git' || NOT_A_HOST.test(match[1] ?? '')) continue
    const end = match.index + match[0].length
    spans.push({ start: end - secret.length, end, kind: URL_CREDENTIALS })
  }
  return spans
}

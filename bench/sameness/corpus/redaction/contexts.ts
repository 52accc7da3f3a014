import type { PlantKind } from './plant.js'

/** One way in which a secret stands in a text. */
export interface Context {
  readonly name: string
  readonly write: (secret: string, kind: PlantKind) => string
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)
const camel = ({ key }: PlantKind): string =>
  key.map((word, index) => (index === 0 ? word : capital(word))).join('')
const snake = ({ key }: PlantKind): string => key.join('_')
const shout = (kind: PlantKind): string => snake(kind).toUpperCase()
const kebab = ({ key }: PlantKind): string => key.join('-')
const header = ({ key }: PlantKind): string => key.map(capital).join('-')
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)
const stamp = '2026-03-14T09:26:53.589Z'

type Row = readonly [name: string, write: Context['write']]

/** Around a secret that its shape gives away. */
const bare: readonly Row[] = [
  ['in a sentence', (secret) => `Could not authenticate with ${secret} against the upstream, giving up`],
  ['at the start', (secret) => `${secret} was rejected by the gateway`],
  ['at the end', (secret) => `The gateway rejected ${secret}`],
  ['alone', (secret) => secret],
  ['before a full stop', (secret) => `We were handed ${secret}. Try another one`],
  ['before a comma', (secret) => `first, ${secret}, and third`],
  ['in parentheses', (secret) => `Login failed (${secret}) for tenant seven`],
  ['in double quotes', (secret) => `unexpected value "${secret}" in field four`],
  ['in single quotes', (secret) => `unexpected value '${secret}' in field four`],
  ['in backticks', (secret) => `unexpected value \`${secret}\` in field four`],
  ['in square brackets', (secret) => `rejected [${secret}] twice`],
  ['in curly braces', (secret) => `Request{${secret}} dropped`],
  ['in typographic quotes', (secret) => `Wert „${secret}“ ist ungültig`],
  ['in Chinese', (secret) => `用户提交的值 ${secret} 无效`],
  ['between arrows and emoji', (secret) => `🔥 → ${secret} ← 🔥`],
  ['as a JSON value', (secret) => JSON.stringify({ ok: false, value: secret, next: [1, 2] })],
  ['in a JSON array', (secret) => JSON.stringify(['a', secret, null])],
  ['in printed JSON', (secret) => JSON.stringify({ outer: { value: secret } }, undefined, 2)],
  ['in JSON inside JSON', (secret) => JSON.stringify({ body: JSON.stringify({ value: secret, n: 1 }) })],
  [
    'in a query',
    (secret) => `GET https://api.example.org/v2/items?x=${encodeURIComponent(secret)}&y=1 answered 500`
  ],
  ['in a header', (secret) => `X-Whatever: ${escaped(secret)}\r\nHost: example.org`],
  [
    'in a header dump',
    (secret) => `headers: { 'x-whatever': [ '${escaped(secret)}' ], host: 'example.org' }`
  ],
  ['key=value', (secret) => `level=error value=${escaped(secret)} retry=3`],
  ['in a quoted value of logfmt', (secret) => `level=error msg="refused ${escaped(secret)}" retry=3`],
  ['in YAML', (secret) => `outer:\n  value: ${escaped(secret)}\n  other: 1\n`],
  ['in an environment dump', (secret) => `HOME=/root\nVALUE=${escaped(secret)}\nPATH=/bin`],
  ['in Ruby', (secret) => `{:value=>"${escaped(secret)}", :id=>7}`],
  ['in Python', (secret) => `{'value': '${escaped(secret)}', 'id': 7}`],
  ['in an XML element', (secret) => `<item><value>${secret}</value></item>`],
  ['in an XML attribute', (secret) => `<item value="${secret}" id="7"/>`],
  [
    'in a Java message',
    (secret) =>
      `java.lang.IllegalStateException: refused ${secret}\n\tat com.acme.shop.Login.open(Login.java:42)`
  ],
  ['in a Node message', (secret) => `Error: refused ${secret}\n    at open (/srv/app/login.js:42:7)`],
  ['in a PHP frame', (secret) => `#0 /srv/app/Login.php(42): Acme\\Login->open('${escaped(secret)}', 7)`],
  [
    'in a Go message',
    (secret) => `panic: refused "${escaped(secret)}" [recovered]\n\ngoroutine 1 [running]:`
  ],
  [
    'in a Python message',
    (secret) => `  File "/srv/app/login.py", line 42, in open\nValueError: refused ${secret}`
  ],
  ['in SQL', (secret) => `INSERT INTO t (a, b) VALUES ('${escaped(secret)}', 7)`],
  ['in a log line', (secret) => `${stamp} ERROR [main] c.a.shop.Login - refused ${secret} after 3 tries`],
  ['in a table', (secret) => `| 7 | ${escaped(secret)} | open |`],
  ['between tabs', (secret) => `7\t${escaped(secret)}\topen`],
  ['in CSV', (secret) => `7,${escaped(secret)},open`],
  ['behind an escaped line end', (secret) => `first line\\n${escaped(secret)}\\nlast line`],
  ['on a line of its own', (secret) => `first line\n${secret}\nlast line`],
  ['behind a colon', (secret) => `got:${secret}`],
  ['in a shell command', (secret) => `+ curl --data '${escaped(secret)}' example.org`],
  ['behind an ellipsis', (secret) => `…${secret}…`],
  ['before an exclamation mark', (secret) => `Refused: ${secret}!`]
]

/** Around a secret that a key in some notation gives away. */
const keyed: readonly Row[] = [
  ['JSON, camel case', (secret, kind) => JSON.stringify({ id: 7, [camel(kind)]: secret, ok: true })],
  ['JSON, snake case', (secret, kind) => JSON.stringify({ [snake(kind)]: secret })],
  [
    'printed JSON',
    (secret, kind) => JSON.stringify({ outer: { [camel(kind)]: secret, n: 1 } }, undefined, 2)
  ],
  [
    'JSON inside JSON',
    (secret, kind) => JSON.stringify({ body: JSON.stringify({ [camel(kind)]: secret, n: 1 }) })
  ],
  ['environment', (secret, kind) => `HOME=/root\n${shout(kind)}=${secret}\nPATH=/bin`],
  ['quoted environment', (secret, kind) => `export ${shout(kind)}="${secret}"`],
  ['logfmt', (secret, kind) => `level=error ${snake(kind)}="${secret}" retry=3`],
  ['YAML', (secret, kind) => `outer:\n  ${snake(kind)}: ${secret}\n  other: 1\n`],
  ['quoted YAML', (secret, kind) => `${kebab(kind)}: '${secret.replaceAll("'", "''")}'\n`],
  ['TOML', (secret, kind) => `[outer]\n${snake(kind)} = "${secret}"\n`],
  ['header', (secret, kind) => `X-${header(kind)}: ${secret}\r\nHost: example.org`],
  ['query', (secret, kind) => `GET /v2/items?${snake(kind)}=${encodeURIComponent(secret)}&y=1 failed`],
  ['Ruby', (secret, kind) => `{:${snake(kind)}=>"${secret}", :id=>7}`],
  ['Python', (secret, kind) => `{'${snake(kind)}': "${secret}", 'id': 7}`],
  ['PHP', (secret, kind) => `Array\n(\n    [${snake(kind)}] => ${secret}\n)`],
  ['XML', (secret, kind) => `<order><${camel(kind)}>${secret}</${camel(kind)}></order>`],
  [
    'inspected object',
    (secret, kind) => `Order { id: 7, ${camel(kind)}: '${secret.replaceAll("'", "\\'")}', total: 12 }`
  ],
  ['Java record', (secret, kind) => `Order[id=7, ${camel(kind)}=${secret}, total=12]`],
  ['Postgres detail', (secret, kind) => `Key (${snake(kind)})=(${secret}) already exists.`],
  ['log line', (secret, kind) => `${stamp} ERROR [main] c.a.shop.Login - refused ${camel(kind)}=${secret}`]
]

/** Around a secret that a word in a sentence gives away. */
const labelled: readonly Row[] = [
  ['label and colon', (secret, { label }) => `Rejected by the gateway. ${label}: ${secret}`],
  ['label at the start', (secret, { label }) => `${label}: ${secret} is not accepted`],
  ['label and value', (secret, { label }) => `No match for ${label} ${secret} in the directory`],
  ['label and quoted value', (secret, { label }) => `No match for ${label} "${secret}" in the directory`],
  ['label is value', (secret, { label }) => `The ${label} is ${secret}, says the form`],
  ['value in parentheses', (secret, { label }) => `Invalid ${label} (${secret})`]
]

/** The contexts in which a kind of secret has to be found. */
export function contextsOf(kind: PlantKind): readonly Context[] {
  const rows = { anywhere: [...bare, ...labelled], labelled: [...keyed, ...labelled], keyed }[kind.told]
  return rows.map(([name, write]) => ({ name, write }))
}

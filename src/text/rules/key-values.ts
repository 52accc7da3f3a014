import { classifyKey, type SensitiveKey } from './keys.js'
import type { Span } from './span.js'
import { valueAt, type FoundValue } from './values.js'

// Found by the separator, of which a text has few; the key is looked for behind it, to the left. JSON, JSON inside JSON,
// YAML, environment, query, URL-encoded query, Ruby and PHP write these, and Postgres its `Key (token)=(value)`.
const KEY_AND_SEPARATOR =
  /(?::=|=>|=|:(?!:)|%3[AaDd])(?<=([\p{L}\p{N}_.$-]{1,64})((?:\\{0,8}["'`]|%22|&quot;|&#34;|[\])])?)([ \t]{0,4})(?::=|=>|=|:|%3[AaDd]))[ \t]{0,4}/gu
const FLAG = /(?<![\w-])--([A-Za-z][\w-]{0,40})[ \t]{1,4}(?=[^\s-])/g
const ELEMENT = /<([\w:.-]{1,64})(?:\s[^<>]{0,256})?>(?=[^<>\s])/g
const ELEMENT_TEXT = /[^<>]{1,4096}/y

// Words that follow a key and a colon in a sentence, and the names of types.
const PROSE = new Set(
  (
    'a an the is are was were be been has have had must should may can cannot could will would not no none null nil ' +
    'undefined true false required missing invalid expected unexpected incorrect wrong failed failure error expired ' +
    'empty unknown too at of for in on and or but to from with by does did do string number boolean object array any ' +
    'int integer text varchar char str bool optional yes off please enter your my this that it if when while'
  ).split(' ')
)
const ERROR_NAME =
  /^(?:invalid|expired|missing|bad|wrong|incorrect|unknown|unexpected|no|weak|unauthorized|forbidden)/i
const PLACEHOLDER =
  /^(?:null|undefined|none|nil|true|false|void|nan|\*+|\.{3,}|…|\?+|-+|%[sdo]|[[<(]?(?:redacted|filtered|removed|hidden|masked|omitted|empty|object object)[\]>)]?|\$\{{1,2}[\w .-]*\}{0,2}|\{\{[\w .-]*\}{0,2})$/i
const STRUCTURE = /^(?:\{(?:[\s"'{[}]|[\w$:]{1,64}\s?[:=]|$)|\[(?:[\s"'{[\]]|$))/
// An object as a program prints it, and the name of a service: `token=Token{4f3c2b1 …}`, `token: com.acme.sync/7`.
const DUMP = /^(?:[A-Z]\w{0,60}[{([@]|[a-z]+(?:\.[a-z]+){2,8}(?:[/:]|$))/
const ID = /^(?:\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,64})$/i
const NAME_WORD = "(?:Mc|Mac|De|Le|La|Di|[OD]['’])?\\p{Lu}\\p{Ll}+(?:[-’']\\p{Lu}\\p{Ll}+)?"
const PERSON = new RegExp(
  `^${NAME_WORD}(?: (?:\\p{Lu}\\.|van|von|der|den|de|da|dos|del|la|le|bin|ibn|al|el|ten|ter|zu|${NAME_WORD})){0,4}$`,
  'u'
)
// Accounts of programs say nothing about a person, and a lot about the error.
const PROGRAM_ACCOUNT =
  /^(?:root|admin|administrator|guest|nobody|daemon|anonymous|system|www-data|nginx|apache|postgres|mysql|mongodb|redis|oracle|sa|ftp|git|sshd?|uucp|mail|news|backup|operator|bin|sys|sync|proxy|service|default|public|test|ubuntu|ec2-user|centos|node|app|jenkins|runner|user|unknown|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/
const HOUSE =
  /^(?:\d{1,5}[A-Za-z]? \p{L}{2,}|\p{Lu}[\p{L}.'’-]+(?: (?:\p{Lu}[\p{L}.'’-]*|de|del|du|la|les|des|van|der|den)){0,3},? \d{1,5}[A-Za-z]?(?![\p{L}\d]))/u
const COMPOUND = /[\p{L}\d][_.-]\p{L}|\p{Ll}\p{Lu}/u
const ERROR_TYPE = /(?:Error|Exception|Warning|Fault|Failure)$/
const CODE =
  /^(?:await )?(?:req|request|res|response|process|this|self|ctx|context|props|state|config|options|params|body|env|os|settings)\.[\w$.?[\]]+;?$/

/** Values of sensitive keys, in whatever notation, with the key left to read. */
export function findKeyValues(text: string): Span[] {
  return [...findBySeparator(text), ...findFlags(text), ...findElements(text)]
}

/** Whether a value says something private under its key; a placeholder or an id does not. */
export function isSensitiveValue(value: string, { shape }: SensitiveKey): boolean {
  if (PLACEHOLDER.test(value.trim())) return false
  switch (shape) {
    case 'secret':
    case 'header':
      return value.trim() !== ''
    case 'token':
      return !/^\s*\d{0,6}\s*$/.test(value)
    case 'digits':
      return (value.match(/\d/g) ?? []).length >= 3
    case 'number':
      return (value.match(/\d/g) ?? []).length >= 2
    case 'address':
      return /\p{L}/u.test(value) && !ID.test(value.trim()) && !value.includes('://')
    case 'address-like':
      return HOUSE.test(readable(value))
    case 'email':
      return value.includes('@') || !/\s/.test(value.trim())
    case 'name':
      return /\p{L}/u.test(value) && !ID.test(value.trim()) && !PROGRAM_ACCOUNT.test(value.trim())
    case 'name-like':
      return PERSON.test(readable(value)) && !ERROR_TYPE.test(value.trim())
  }
}

// A value without what a query, YAML or SQL does to it.
function readable(value: string): string {
  if (!/[%+]/.test(value)) return value.replaceAll("''", "'").trim()
  try {
    return decodeURIComponent(value.replaceAll('+', ' ')).trim()
  } catch {
    return value.trim()
  }
}

function findBySeparator(text: string): Span[] {
  const spans: Span[] = []
  const known = new Map<string, SensitiveKey | undefined>()
  KEY_AND_SEPARATOR.lastIndex = 0
  for (let match = KEY_AND_SEPARATOR.exec(text); match !== null; match = KEY_AND_SEPARATOR.exec(text)) {
    const [separator, name = '', quote = '', space = ''] = match
    // A log repeats its keys.
    if (!known.has(name)) known.set(name, classifyKey(name))
    const keyStart = match.index - space.length - quote.length - name.length
    const key = known.get(name) ?? queryKey(name, text[keyStart - 1])
    if (key === undefined) continue
    const found = valueAt(text, match.index + separator.length, key.shape)
    if (found === undefined || isCodeOrProse(text, { name, quote, space, separator, keyStart, key, found }))
      continue
    spans.push({ start: found.start, end: found.end, kind: key.kind })
    KEY_AND_SEPARATOR.lastIndex = found.end
  }
  return spans
}

interface Pair {
  readonly name: string
  readonly quote: string
  readonly space: string
  readonly separator: string
  readonly keyStart: number
  readonly key: SensitiveKey
  readonly found: FoundValue
}

function isCodeOrProse(text: string, pair: Pair): boolean {
  const { name, quote, space, separator, keyStart, key, found } = pair
  const value = text.slice(found.start, found.end)
  if (!isSensitiveValue(value, key)) return true
  if (found.quoted) return false
  if (STRUCTURE.test(value) || (key.shape === 'token' && DUMP.test(value))) return true
  if (separator.trim() === '=' && space !== '' && CODE.test(value)) return true
  if (!separator.startsWith(':') || separator.startsWith(':=')) return false
  // A frame of Ruby: in `check_password': undefined method
  if (/["'`]/.test(quote) && /\bin [`'][^`'\n]{0,80}$/.test(text.slice(Math.max(0, keyStart - 84), keyStart)))
    return true
  if (PROSE.has(value.toLowerCase())) return true
  if (quote !== '' && !/[\])]/.test(quote)) return false
  if (key.shape === 'email') return true
  if (key.shape === 'name' || key.shape === 'address') {
    return (
      separator.length > 1 &&
      !PERSON.test(value) &&
      !COMPOUND.test(name) &&
      !isOwnLine(text, keyStart, found.end)
    )
  }
  return (key.shape === 'token' || ERROR_NAME.test(name)) && !looksLikeToken(value)
}

// YAML and headers have a pair on a line of its own, where a sentence goes on.
function isOwnLine(text: string, start: number, end: number): boolean {
  return (
    /(?:^|\n)[ \t-]{0,32}$/.test(text.slice(Math.max(0, start - 33), start)) &&
    /^(?:$|\r?\n)/.test(text.slice(end, end + 2))
  )
}

// Words of a language rarely have a digit or come so long.
function looksLikeToken(value: string): boolean {
  return value.length >= 20 || (value.length >= 6 && /\d/.test(value))
}

// Too short to say anything elsewhere: `?sig=` and `&code=` of a signed link, `%26sig%3D` of one inside another.
function queryKey(name: string, before: string | undefined): SensitiveKey | undefined {
  const bare = before === '%' ? /^(?:26|3F|23)(?<name>\w+)$/i.exec(name)?.groups?.['name'] : name
  const inQuery = before === '?' || before === '&' || before === '#' || before === '%'
  return inQuery && bare !== undefined && /^(?:sig|signature|key|code|hash)$/i.test(bare)
    ? { kind: 'url-secret', shape: 'token' }
    : undefined
}

function findFlags(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(FLAG)) {
    const key = classifyKey(match[1] ?? '')
    const found = key && valueAt(text, match.index + match[0].length, key.shape)
    if (key === undefined || found === undefined) continue
    const value = text.slice(found.start, found.end)
    if (isSensitiveValue(value, key)) spans.push({ start: found.start, end: found.end, kind: key.kind })
  }
  return spans
}

function findElements(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(ELEMENT)) {
    const key = classifyKey(match[1] ?? '')
    if (key === undefined) continue
    const start = match.index + match[0].length
    ELEMENT_TEXT.lastIndex = start
    const value = ELEMENT_TEXT.exec(text)?.[0] ?? ''
    if (isSensitiveValue(value, key)) spans.push({ start, end: start + value.length, kind: key.kind })
  }
  return spans
}

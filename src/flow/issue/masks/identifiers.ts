import { digits, endsWith, letters, rank, thenAll, thenOf, upperCase, type MaskRule } from './mask-rule.js'

/** Identifiers whose form alone tells them. */
export const identifierRules: readonly MaskRule[] = [
  {
    name: 'UUID',
    starts: `${digits}abcdefABCDEF{`,
    rank: rank.exact,
    pattern: /(?<![0-9A-Za-z])\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9A-Za-z])\}?/y,
    needs: '-0',
    opening: { atLeast: 8, atMost: 8, then: thenAll('-') },
    replace: (match) =>
      match.startsWith('{') === match.endsWith('}') ? '<uuid>' : match.replace(/[^{}]+/, '<uuid>')
  },
  {
    name: 'hexadecimal',
    starts: '0#',
    rank: rank.exact,
    pattern: /(?<![\w])#?0[xX][0-9a-fA-F]{1,64}(?!\w)/y,
    opening: { atLeast: 3, then: { letters: '', digits: '' } },
    replace: (match, place) =>
      failureCode.test(match) && endsWith(codeWord, place.before)
        ? match
        : `${match.startsWith('#') ? '#' : ''}<hex>`
  },
  // Registers, addresses and handles are printed with their leading zeros, now with letters in them, now without.
  {
    name: 'hexadecimal with leading zero',
    starts: '0',
    rank: rank.exact,
    pattern: /(?<![\w.:-])0(?:[0-9a-f]{7,63}|[0-9A-F]{7,63})(?![\w-])/y,
    opening: { atLeast: 8 },
    replace: () => '<hex>'
  },
  // Names of pods, generated of an alphabet without vowels: which deployment it was of is no part of the error.
  // https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
  {
    name: 'pod',
    starts: letters.slice(26),
    rank: rank.exact,
    pattern:
      /(?<![\w$.-])[a-z][a-z0-9-]{0,80}-(?:[0-9a-f]{8,10}|[bcdfghjklmnpqrstvwxz2456789]{8,10})-[bcdfghjklmnpqrstvwxz2456789]{5}(?![A-Za-z0-9-])/y,
    needs: '-',
    replace: () => '<id>'
  },
  // Java's identity hash (com.acme.Cart@1b2c3d4f), and Android's (Alarm{1b2c3d4 type 3}).
  {
    name: 'identity hash',
    starts: '@{',
    rank: rank.exact,
    pattern: /(?<=[\w\]$;>])(?:@[0-9a-f]{4,16}(?![\w/:-])|\{[0-9a-f]{5,8}(?=[ }:]))/y,
    needs: '0',
    replace: (match) => (/\d/.test(match) ? `${match.slice(0, 1)}<hex>` : undefined)
  },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
  {
    name: 'ARN',
    starts: 'a',
    rank: rank.exact,
    pattern: /(?<![\w])arn:aws[\w-]{0,10}:[\w-]{1,40}:[^\s'"`,;()<>]{1,400}/y,
    needs: ':',
    opening: { then: thenOf('letters', ':'), atMost: 3 },
    replace: (match) => {
      const [, , service] = match.split(':')
      return `arn:aws:${service}:<id>`
    }
  },
  // JSON web tokens, and the prefixes that vendors give their secrets so that scanners find them.
  {
    name: 'token',
    starts: 'AGSeginprsx',
    rank: rank.exact,
    pattern:
      /(?<![\w-])(?:eyJ[\w-]{8,4000}(?:\.[\w-]{1,4000}){1,4}|(?:sk|pk|rk)_(?:live|test)_\w{8,200}|gh[opsur]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abeprs]-[\w-]{8,250}|A[KS]IA[A-Z0-9]{12,20}|AIza[\w-]{30,40}|npm_\w{30,40}|SG\.[\w-]{16,40}\.[\w-]{20,60}|sk-[\w-]{20,200})(?![\w-])/y,
    needs: '0',
    replace: () => '<token>'
  },
  {
    name: 'token after its scheme',
    starts: 'B',
    rank: rank.exact,
    pattern: /(?<!\w)(?:Bearer|Basic) [\w.~+/-]{12,4000}={0,2}(?!\w)/y,
    words: ['bearer', 'basic'],
    opening: { then: thenOf('letters', ' ') },
    replace: (match) => (/\d|=/.test(match) ? `${match.slice(0, match.indexOf(' '))} <token>` : undefined)
  },
  {
    name: 'base64, padded',
    starts: `${letters}${digits}`,
    rank: rank.path + 0.5,
    pattern: /(?<![\w+/=.-])[A-Za-z0-9+/]{16,20000}={1,2}(?![\w=])/y,
    needs: '0=',
    opening: { then: thenAll('+/=') },
    replace: (match) => (isRandom(match) ? '<id>' : undefined)
  },
  {
    name: 'base64',
    starts: `${letters}${digits}`,
    rank: rank.path + 0.5,
    pattern: /(?<![\w+/=.-])[A-Za-z0-9+/]{32,20000}(?![\w=./-])/y,
    needs: '0+',
    replace: (match) => (isRandom(match) ? '<id>' : undefined)
  }
]

const failureCode = /^0x(?:[8cCdDeE][0-9a-fA-F]{7}|[0-9a-fA-F]{1,4})$/
const codeWord =
  /(?<=\b(?:hresult|ntstatus|error|err|code|status|result|exception|winerror|sqlcode)[\s:=([]{0,3})$/iy

function isRandom(text: string): boolean {
  return /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text)
}

/** Words with digits in them: counters and identifiers are masked, names such as `sha256` stay. */
export const wordRules: readonly MaskRule[] = [
  // E11000, TS2304, HY000, ORA-00942, CVE-2024-1: where such a word opens the message or follows a word for error, it is its code.
  {
    name: 'error code',
    starts: upperCase,
    rank: rank.code,
    pattern: /(?<![\w$-])[A-Z]{1,12}(?:_[A-Z]{1,12}){0,3}[-_]?\d{2,7}[A-Z]?(?![\w-])/y,
    needs: '0',
    opening: { then: { letters: '-', digits: '' } },
    replace: (match, place) =>
      codePrefix.test(match) || endsWith(placeOfCode, place.before) ? match : undefined
  },
  {
    name: 'known code',
    starts: 'CHST',
    rank: rank.code,
    pattern: /(?<![\w$-])(?:HTTP\/\d(?:\.\d)?(?!\w)|(?:TLS|SSL)v?\d(?:[._]\d)?(?!\w)|CVE-\d{4}-\d{1,7})/y,
    needs: '0',
    opening: { then: { letters: '/-', digits: '' } },
    replace: (match) => match
  },
  {
    name: 'state of SQL',
    starts: 'S',
    rank: rank.code,
    pattern: /(?<!\w)SQLSTATE[\s:=([]{1,3}[0-9A-Z]{5}(?!\w)/y,
    words: ['sqlstate'],
    opening: { atLeast: 8, atMost: 8, then: thenOf('letters', ' :=([') },
    replace: (match) => match
  },
  {
    name: 'word with digits',
    starts: `${letters}_$`,
    rank: rank.word,
    pattern: /(?<![\w$])(?=[A-Za-z_$-]{1,120}\d)[A-Za-z_$][\w$-]*/y,
    needs: '0',
    opening: { then: { letters: '-', digits: '' } },
    replace: (match, place) => maskWord(match, place.before, place.text.slice(place.end, place.end + 20))
  }
]

const codePrefix =
  /^(?:ORA|PLS|TNS|SQL|SQLITE|RFC|ISO|UTF|SHA|MD|AADSTS|DPY|NU|PGRST|SQLCODE|CWE|IMS|DSN|CLI|JBAS|WFLYCTL|BEA|WLS|CWWK[A-Z]?|MY)[-_]?\d/
const placeOfCode =
  /(?<=^|^[[(<]|\b(?:error|code|exception|failed|failure|errno|warning|fatal|err)\w{0,3}[\s:=([]{1,3})$/iy

const memberSign = /(?<=[\w)\]](?:\.|::|->|#))$/y

function maskWord(word: string, before: string, after: string): string {
  const isMember =
    endsWith(memberSign, before) || /^(?:\(|::|\.[A-Za-z_]|->| is not (?:a|defined|iterable))/.test(after)
  if (!/[-_$]/.test(word)) return maskPart(word, isMember)
  const template = splitPod(word)
    .split(/([-_$])/)
    .map((part) => maskPart(part, isMember))
    .join('')
  if (!template.includes('<')) return template
  return template.replace(/(?<=[-_])-(?=<num>)/g, '').replace(/(<(?:num|hex|id)>)(?:[-_]\1)+/g, '$1')
}

/** Generated names of pods: https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go */
function splitPod(word: string): string {
  if (!word.includes('-')) return word
  return word.replace(
    /-(?:[0-9a-f]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}|(?=[a-z]{0,4}\d)(?=\d{0,4}[a-z])[bcdfghjklmnpqrstvwxz2456789]{5})(?=_|$)/,
    '-<id>'
  )
}

const hexadecimal = /^(?=.*[a-fA-F])(?:[0-9a-f]{6,128}|[0-9A-F]{6,128})$/

/** One part of a name, between its dashes. */
export function maskPart(part: string, isMember = false): string {
  if (!/\d/.test(part) || part === '<id>') return part
  if (/^\d+$/.test(part)) return '<num>'
  if (knownNames.test(part)) return part
  if (hexadecimal.test(part) && (part.length > 6 || /\d.*\d/.test(part))) return '<hex>'
  const turns = part.match(/[A-Za-z]+|\d+/g)?.length ?? 0
  if (part.length >= 8 && turns >= 4) return '<id>'
  if (/^\d/.test(part)) return turns >= 2 && part.length >= 4 ? '<id>' : part
  if (part.length >= 20 && isRandom(part)) return '<id>'
  return part.replace(/\d+/g, (run, at: number) => {
    if (run.length >= 3) return keptSizes.has(run) ? run : '<num>'
    const counts = at + run.length === part.length && !isMember && /^(?:[a-z]+|[A-Z]+)\d+$/.test(part)
    return counts ? '<num>' : run
  })
}

/** Numbers that are part of a name: `sha256`, `int128`, `iso8601`. */
const keptSizes = new Set(['128', '192', '224', '256', '384', '512', '1024', '8601', '8859', '1252', '509'])

/** Names that a digit belongs to: two of them name two things. */
const knownNames =
  /^(?:sha\d+|md[245]|utf\d+(?:mb\d)?|ucs[24]|base\d+|ipv?[46]|http[123]|h[23]|h26[45]|win(?:32|64)|x(?:86|64|509)|amd64|arm(?:64|v[678])|i[3-6]86|aarch64|u?int\d+|float\d+|double\d|[uif](?:8|16|32|64|128)|s3|ec2|r2|d1|k[38]s|i18n|l10n|a11y|o?auth[0-2]|mp[34]|es\d{1,4}|python[23]|py[23]|php\d|log4j2?|slf4j|neo4j|db2|sqlite3|psycopg[23]|boto3?|urllib3|pkcs\d+|p12|argon2|bcrypt2|latin[1-9]|cp\d{3,4}|gb2312|big5|crc\d+|adler32|ripemd\d+|aes\d+|des3|rsa\d+|ed25519|x25519|curve25519|rc4|blake[23]|murmur3|xxh\d+|ssl[23]|v\d{1,2}|p2p|b2b|b2c|web[23]|vue[23]|bs4|html[45]|css3|json5|lz4|bz2|7z|zlib1|id3|webgl2|[23]d|dx\d{1,2}|log(?:2|10|1p)|atan2|expm1|exp2|ext[234]|ntfs3|fat32|smb[123]|nfs[34]|ws2|vec[234]|mat[234]|md4c|level[123]|part[12]|[45]xx|l[1-7]|p\d{2}|h1|y2k|ps[12]|c14n)$/i

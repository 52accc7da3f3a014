import { maskPart } from './identifiers.js'
import { letters, rank, thenOf, wordStarts, type MaskRule } from './mask-rule.js'

/** Identifiers that are random, whatever they look like this time: https://www.w3.org/TR/trace-context/ and the like. */
const idKeys =
  'request trace span correlation session transaction conversation activity invocation event message'.split(
    ' '
  )

/** Values that only the words around them tell. */
export const phraseRules: readonly MaskRule[] = [
  {
    name: 'user of a session',
    starts: 'uUaAlLfF',
    rank: rank.phrase,
    words: ['user', 'account', 'login', 'for'],
    pattern: /(?<![\w'-])(?:user|account|login|for) [\w.@\\+-]{1,64}(?![\w'"`@-])/iy,
    opening: { atLeast: 3, atMost: 7, then: thenOf('letters', ' ') },
    replace: (match, place) => {
      const space = match.indexOf(' ')
      const end = /\.$/.test(match) ? '.' : ''
      const name = match.slice(space + 1, match.length - end.length)
      const rest = `${end}${place.text.slice(place.end, place.end + 12)}`
      if (!namesUser(match.slice(0, space), name, place.before, rest)) return undefined
      return `${match.slice(0, space)} <str>${end}`
    }
  },
  {
    name: 'value of a key',
    starts: letters,
    rank: rank.phrase,
    pattern: /(?<==)(?<=\w=)[A-Za-z][\w.@+/-]{0,120}(?![\w=({])/y,
    needs: '=',
    replace: (match, place) => {
      const key = /([A-Za-z]+)[\d\])]{0,4}=$/.exec(place.before)?.[1] ?? ''
      if (noValue.test(match) || tellingKeys.test(key)) return undefined
      const kind = maskPart(match)
      if (/^<\w+>$/.test(kind)) return kind
      return `<str>${/[.,-]{1,3}$/.exec(match)?.[0] ?? ''}`
    }
  },
  {
    name: 'identifier after its name',
    starts: 'rRtTsScCaAiIeEmM',
    rank: rank.phrase,
    words: [...idKeys, ...idKeys.map((key) => `${key}id`), 'correlation_id'],
    pattern: new RegExp(
      `(?<![A-Za-z])(?:${idKeys.join('|')})[-_ ]?id["']?(?:: ?|=| )["']?(?=[A-Za-z-]{0,64}\\d)[\\w-]{4,128}(?![\\w@.])`,
      'iy'
    ),
    opening: { atLeast: 4, then: thenOf('letters', ` -:="'`) },
    replace: (match) => match.replace(/[\w-]+$/, '<id>')
  },
  {
    name: 'host of a key',
    starts: wordStarts,
    rank: rank.address - 0.5,
    pattern:
      /(?<==)(?<=\b(?:[rR]?[hH]ost(?:name)?|server|peer|addr|address|ip|remote)=)[\w.:[\]-]{1,200}(?![\w=(])/y,
    needs: '=',
    replace: (match) => (noValue.test(match) ? undefined : '<host>')
  }
]

/** A missing value is what the error is about. */
const noValue = /^(?:null|undefined|none|nil|nan|unknown|unset|empty)$/i

/** What their values say tells errors apart. */
export const tellingKeys =
  /(?:code|error|err|errno|errmsg|reason|status|state|types?|kind|class|method|op|operation|action|level|severity|event|phase|mode|exception|cause|signal|result|table|column|field|constraint|function|func|fn|module|command|cmd|query|protocol|proto|scheme|algorithm|alg|encoding|charset|format|lang|locale|msg|message|component|step|stage|feature|property|attribute|param|version|caller|logger|source)$/i

const notUsers =
  /^(?:is|was|are|were|has|had|have|not|does|did|do|with|without|id|ids|from|by|and|or|in|on|to|for|at|of|the|a|an|this|that|these|who|must|may|can|could|cannot|should|will|already|does|doesn|isn|your|their|its|each|every|all|any|some|no|more|which|when|where|if|as|but|because|due|after|before)$/i
const nounEnding =
  /(?:tion|sion|ment|ing|ance|ence|ity|ness|ism|ship|er|ble|ed)s?$|ly$|^(?:name|data|input|account|profile|agent|group|role|token|table|session|service|request|object|record|list|type|email|password|context|space|mode|info|config|file|code|model|entity|key|field|query|pool|state|store|login|limit|quota|home|root\w+|error|interaction|create|update|delete|message|response|address|defined|supplied|provided|not_found|time|interface|event|cache|schema|policy|admin\w+|database|server|client|host|device|domain|index|right|detail|setting|preference|credential|default|valid|invalid|unknown)s?$/i

/** Sure only where login messages put the name: at the end, or before where the user came from. */
function namesUser(lead: string, name: string, before: string, rest: string): boolean {
  if (notUsers.test(name) || !/^[\w.@\\+-]{1,64}$/.test(name)) return false
  const cameFrom =
    rest.startsWith(' ') &&
    /^ (?:from (?:<|\d|::|\[|[\w-]{1,40}\.)|by \(?(?:uid|<)|\[preauth\]|port \d)/.test(rest)
  const isFor = /^for$/i.test(lead)
  if (isFor)
    return (
      cameFrom &&
      /\b(?:password|publickey|login|auth\w{0,12}|key|keyboard-interactive\/pam|session|ticket|accepted|failed|failure)\b/i.test(
        before
      )
    )
  const ends = /^(?:$|[,;:!)\]]|\.(?:$| )| from | by | \()/.test(rest)
  const led =
    /\b(?:for|by|invalid|illegal|unknown|authenticating|as|nonexistent|target|no such|failed)[: ]{1,2}$/i.test(
      before
    )
  return (
    /^ by \(?(?:uid|<)|^ \[preauth/.test(rest) ||
    (cameFrom && led) ||
    ((cameFrom || (ends && led)) && !nounEnding.test(name))
  )
}

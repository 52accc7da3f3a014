import { hasPlaceholder, kinds } from './mask-rule.js'

/** Lists of values differ in length: `<num>, <num>, <num>` is `<num>`, and so with groups of values, `(<num>, '<str>')`. */
export function collapseLists(template: string): string {
  const first = template.indexOf('>')
  if (first < 0) return template
  if (!list.test(template)) return singular(template)
  if (first === template.lastIndexOf('>')) return singular(template.replace(hostTwice, '<host>'))
  return singular(
    dropRepeatedWords(
      template.replace(hostTwice, '<host>').replace(repeatedGroup, '$1').replace(repeatedValue, '$1')
    )
  )
}

/** Servers print a client's address, then its name where they could find it out. */
const hostTwice = /<host>(?: ?\((?:<host>)?\)|\[<host>\])/g

/** What all lists of the forms below have somewhere. */
const list = /> ?[([]|>["'`]?[,;| ] ?["'`]?<|>[^ ]{0,80} [^ ]{0,80}<|[)}\]], ?[({[]/

const repeatedValue = new RegExp(`(["'\`]?<(?:${kinds})>["'\`]?)(?:(?:, ?|; ?|\\| ?| )\\1)+`, 'g')
const repeatedGroup = /(\([^()]{0,400}>["']?\)|\{[^{}]{0,400}\}|\[[^[\]]{0,400}>["']?\])(?:, ?\1)+/g

const neighbours = />[^ ]{0,80} [^ ]{0,80}</

function dropRepeatedWords(template: string): string {
  if (!neighbours.test(template)) return template
  const words = template.split(' ')
  const bare = words.map((word) => (word.includes('<') ? word.replace(/[,;]$/, '') : undefined))
  return words
    .filter((word, at) => bare[at] === undefined || bare[at] !== bare[at + 1] || !hasPlaceholder(word))
    .join(' ')
}

const counted =
  /<num> (items?|rows?|records?|files?|errors?|warnings?|attempts?|retry|retries|times?|messages?|requests?|responses?|connections?|nodes?|arguments?|args?|parameters?|params?|elements?|columns?|fields?|characters?|chars?|values?|keys?|users?|orders?|tasks?|jobs?|threads?|workers?|partitions?|replicas?|shards?|objects?|events?|pods?|packets?|lines?|problems?|failures?|tests?|results?|match|matches|documents?|tables?|pages?|bits?|digits?|tokens?|bindings?|conflicts?|changes?|executors?|blocks?|entry|entries|query|queries|process|processes|tries|segments?|batch|batches|containers?|instances?|services?|clients?|consumers?|peers?|members?|slots?|issues?|violations?|exceptions?|children|child|levels?|units?|references?)(?!\w)/g

function singularOf(noun: string): string {
  if (noun === 'children') return 'child'
  if (/(?:ch|ss)es$/.test(noun)) return noun.slice(0, -2)
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`
  return noun.endsWith('ss') ? noun : noun.replace(/s$/, '')
}

/** One item, two items. */
function singular(template: string): string {
  if (!template.includes('<num> ')) return template
  return template.replace(counted, (_, noun: string) => `<num> ${singularOf(noun)}`)
}

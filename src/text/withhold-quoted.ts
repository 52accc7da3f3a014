// A template keeps a quoted word where it may be a name of the program. It may be the name of a person as well.
const QUOTED = /(?<![\p{L}\p{N}'"`])(['"`])([^'"`<>\n]{1,200})\1(?![\p{L}\p{N}])/gu

// What the word in quotes is, as runtimes, compilers and databases say it before or behind the word.
const PROGRAM_BEFORE =
  /(?:\b(?:reading|setting|evaluating|property|properties|attribute|method|function|columns?|tables?|field|index|constraint|relation|schema|module|package|class|type|interface|trait|enum|variable|constant|identifier|name|parameter|argument|keyword|operator|option|flag|command|directive|symbol|selector|instance|import|define|undefined|calling|execute) |[.#:])$/i
const PROGRAM_BEHIND =
  /^ (?:object|is not (?:a function|a constructor|defined|iterable|callable|subscriptable)|has no (?:attribute|member|method)|of (?:undefined|null)|on (?:undefined|null)|property|attribute|column|table|field|method|function|argument|parameter|module)\b/i
const CONTEXT_CHARS = 40
const MOST_PASSES = 8

/**
 * A template of a message without the quoted words that are not surely names of a program: `reading 'price'` stays, `no seat
 * for 'Smith'` becomes `no seat for '<str>'`. A second pass changes nothing; the time is linear.
 */
export function withholdQuoted(template: string): string {
  let withheld = template
  // What is withheld may take a neighbour's context away.
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const next = withholdOnce(withheld)
    if (next === withheld) return withheld
    withheld = next
  }
  return withheld.replace(QUOTED, (_, quote: string) => `${quote}<str>${quote}`)
}

function withholdOnce(template: string): string {
  return template.replace(QUOTED, (quoted: string, quote: string, word: string, index: number) => {
    const before = template.slice(Math.max(0, index - CONTEXT_CHARS), index)
    const behind = template.slice(index + quoted.length, index + quoted.length + CONTEXT_CHARS)
    const ofProgram = !/\s/.test(word) && (PROGRAM_BEFORE.test(before) || PROGRAM_BEHIND.test(behind))
    return ofProgram ? quoted : `${quote}<str>${quote}`
  })
}

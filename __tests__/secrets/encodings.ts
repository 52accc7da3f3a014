/** A value that must be found nowhere but where it is allowed. */
export interface Credential {
  readonly name: string
  readonly value: string
}

/** Half of a token is a token half guessed: its beginning and its end count as the whole. */
const PART_CHARS = 16

/**
 * The forms in which a credential may travel, in lower case, as the search is: as it is, its first and its last sixteen characters,
 * JSON-escaped once and twice, URL-encoded once and twice, HTML-escaped, in hexadecimal, backwards, and in base64 on its own or
 * behind something (`user:token`), whatever the length of that something is.
 */
export function formsOf(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1)
  const url = encodeURIComponent(value)
  const forms = [
    value,
    ...(value.length >= 2 * PART_CHARS ? [value.slice(0, PART_CHARS), value.slice(-PART_CHARS)] : []),
    json,
    json.replaceAll('/', '\\/'),
    JSON.stringify(json).slice(1, -1),
    url,
    encodeURIComponent(url),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    Buffer.from(value).toString('hex'),
    [...value].reverse().join(''),
    ...base64Cores(value)
  ]
  return [...new Set(forms.map((form) => form.toLowerCase()))]
}

/** The characters of base64 that the value alone decides, for each of the three places in which it can start. */
function base64Cores(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const head = [0, 2, 3][offset] ?? 0
    const tail = (offset + bytes.length) % 3 === 0 ? 0 : 1
    const core = whole.slice(head, whole.length - tail)
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

export type Search = (text: string) => readonly Credential[]

/** Which of the credentials a text holds in any form and any case, also with line breaks and blanks within. */
export function createSearch(credentials: readonly Credential[]): Search {
  const wanted = credentials.map((credential) => ({ credential, forms: formsOf(credential.value) }))
  return (text) => {
    const lower = text.toLowerCase()
    const joined = lower.replace(/[\s"'\\]+/g, '')
    return wanted
      .filter(({ forms }) => forms.some((form) => lower.includes(form) || joined.includes(form)))
      .map(({ credential }) => credential)
  }
}

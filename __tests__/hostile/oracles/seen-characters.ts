/** Characters that a reader does not see and a program does, or that do something to a terminal; tabs and line feeds are neither. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\p{Cs}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u

/** More marks on one character than any script has. */
const PILE = /\p{M}{31}/u

/** Signs of ours, which the selector gives their colours. */
const OUR_SIGNS = /([\u26a0\u23f9\u23f8])\ufe0f/g

/** What hides in a text that people read; empty when what they see is what there is. */
export function findUnseen(text: string): readonly string[] {
  const found = UNSEEN.exec(text.replace(OUR_SIGNS, '$1'))
  const sign = found?.[0].codePointAt(0)
  const around = text.slice(Math.max(0, (found?.index ?? 0) - 30), (found?.index ?? 0) + 30)
  return [
    ...(sign === undefined ? [] : [`U+${sign.toString(16)} in ${JSON.stringify(around)}`]),
    ...(PILE.test(text) ? ['a pile of marks'] : [])
  ]
}

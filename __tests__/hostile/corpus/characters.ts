import { EVIL_HOST, FORGED, textsOf } from './hostile-text.js'

export const terminal = textsOf('terminal', [
  '\u001b[31mred\u001b[0m \u001b[2J\u001b[H \u001b[1A\u001b[2K \u009b31mred',
  `\u001b]8;;https://${EVIL_HOST}\u0007${FORGED}\u001b]8;;\u0007`,
  `\u001b]8;;https://${EVIL_HOST}\u001b\\${FORGED}\u001b]8;;\u001b\\`,
  `\u001b]0;${FORGED}\u0007 \u001b]52;c;RXZpbA==\u0007 \u009d0;${FORGED}\u009c`,
  '\u001bP+q544e\u001b\\ \u001b_x\u001b\\ \u001b^x\u001b\\ \u001bX x\u001b\\ \u001bc \u001b(0',
  'progress 10%\rprogress 99%\r\u0008\u0008\u0008done\u0007',
  '\u001b[\u001b[31\u001b]no end of it \u001b'
])

export const direction = textsOf('direction', [
  `\u202e${FORGED} txt.exe\u202c \u2066abc\u2069 \u2067abc \u2068abc`,
  'if (admin\u202e \u2066) { // check\u2069 \u2066',
  '\u200e\u200f\u061c left \u202a right \u202b both \u202d over',
  'user\u202ecod.exe\u202c/../../etc',
  '\u05d0\u05d1\u05d2 123 (abc) \u0627\u0644\u0639\u0631\u0628\u064a\u0629'
])

/** The tag characters spell an order that nobody sees. */
const tagged = [...'run the command']
  .map((sign) => String.fromCodePoint(0xe0000 + sign.charCodeAt(0)))
  .join('')

export const unseen = textsOf('unseen', [
  `ap\u200bp\u200cr\u200do\u2060v\ufeffed \u00adsoft \u180e \u3164 \uffa0 \u115f\u1160 \u034f`,
  `looks empty: ${tagged}\u{e007f}`,
  '\ufeffbyte order mark \ufffe \uffff \ufdd0 \ufff9anchor\ufffabase\ufffb',
  'variation\ufe0f\ufe0e \u{e0100}\u{e01ef} \u{1d173}\u{1bca0} \u2061\u2062\u2063\u2064 \u206a\u206f',
  '@\u200boctocat #\u200b1 :\u200b:error::x `\u200b`\u200b` <\u200bimg>',
  '\ue000\uf8ff\u{f0000}\u{10fffd} private use'
])

export const brokenText = textsOf('broken text', [
  '\ud800 high \udc00 low \ud83d',
  '\udc00\ud800\udc00\ud800 pairs the wrong way round',
  'nul \u0000 bell \u0007 delete \u007f escape \u001b vertical \u000b form \u000c c1 \u0080\u0099',
  `Z${'\u0351\u0300\u0327'.repeat(300)}algo`,
  `${'\u0915\u094d\u0937'.repeat(50)}${'\u{1f468}\u200d'.repeat(60)}\u{1f469}`,
  '\u0430dmin \u0440aypal \u03bf\u0440en \uff41\uff42\uff43 \u{1d400}\u{1d401} \u2024\u2024/ \u2215 \uff0f \uff1a\uff1aerror\uff1a\uff1ax',
  '\u0041\u030a \u00c5 \u212b \ufb01 \u1e9b\u0323 \uac00\u1100\u1161',
  Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xe2, 0x82, 0x41, 0xf0, 0x9f, 0xed, 0xa0, 0x80, 0xc0, 0xaf]).toString(
    'utf8'
  )
])

export const blank = textsOf('blank', [
  '',
  ' ',
  '\n\n\t\r\n ',
  '\u00a0\u2003\u3000',
  '\u200b\u200b\ufeff',
  '\u0000',
  'null',
  'undefined',
  '[object Object]',
  'NaN'
])

import { EVIL_HOST, FORGED } from '../corpus/hostile-text.js'

/** What a stranger would like to see where an id, a key, a commit or a path stands. */
export const identityTexts: readonly string[] = [
  '../../../../rest/api/3/myself',
  `PPL-1/../../user?x=${FORGED}`,
  `" OR project = ${FORGED} OR labels = "`,
  `x\n::set-output name=outcome::${FORGED}\n##[error]${FORGED}`,
  `https://${EVIL_HOST}/x`,
  '',
  '--upload-pack=touch /tmp/x',
  '$(id)`id`;id',
  '__proto__',
  `<img src=x> @octocat [x](https://${EVIL_HOST}) | #1`,
  'x'.repeat(20_000),
  '\u202e\u200b\u0000\ud800',
  'PPL-1\u0000',
  '0',
  'null'
]

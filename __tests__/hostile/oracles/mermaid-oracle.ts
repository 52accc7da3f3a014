const LABEL = '(?:[\\p{L}\\p{N}\\p{M} .,_/+-]|#\\d+;)*'
const EDGE = '(?:==>|-\\.->|-->|-\\.-)'

/** Every line that our diagrams may have. A label holds words and entity codes, so that nothing in it ends it. */
const LINES = [
  'flowchart LR',
  `  \\w+(?:\\["${LABEL}"\\]|\\{"${LABEL}"\\})(?::::(?:idle|good|bad))?`,
  `  \\w+(?: ${EDGE} \\w+)+`,
  `  s\\d+ -\\.- e\\["${LABEL}"\\]`,
  '  classDef \\w+ [\\w:#,-]+',
  '  class [\\w,]+ taken',
  'xychart-beta',
  '  title "Events per (?:hour|\\d+ hours): max [\\d.,]+, [\\d.,]+ in all"',
  '  x-axis "hours before the end" \\[(?:"-[\\d.]+"(?:, )?)*\\]',
  '  y-axis "events" 0 --> [\\d.]+',
  '  bar \\[[\\d., ]*\\]',
  '  title "Events per hour and expected range(?:: [\\d.,]+ in the window, [\\d.,]+ to [\\d.,]+ expected)?"',
  '  x-axis "hours before the window of \\d+ minutes" \\[(?:"-\\d+", )*"window"\\]',
  '  line \\[[\\d., ]*\\]',
  'pie showData title [\\d,]+ issues?',
  '  "[a-z-]+" : \\d+'
].map((line) => new RegExp(`^${line}$`, 'u'))

/** Longest label, written out. */
const MOST_CHARS = 60

/** Lines of a diagram that we did not draw. */
export function findForeignLines(diagram: string): readonly string[] {
  return diagram.split('\n').flatMap((line) => {
    if (!LINES.some((pattern) => pattern.test(line))) return [`a line: ${line.slice(0, 120)}`]
    const label = /^ {2}\w+[[{]"(.*)"/.exec(line)?.[1]?.replace(/#\d+;/g, '_') ?? ''
    return [...label].length <= MOST_CHARS ? [] : ['a label without an end']
  })
}

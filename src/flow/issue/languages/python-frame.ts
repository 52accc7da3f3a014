import type { ReadFrame } from './reader.js'

/** Who printed the trace: its frames look different in each. */
export type PythonStyle = 'plain' | 'ipython' | 'rich'

interface FrameFormat {
  readonly style?: PythonStyle
  /** Its groups are named `file`, `line` and `name`; a format without a line tells it on a line below. */
  readonly pattern: RegExp
}

/** Every pattern is anchored and bounded. */
const formats: readonly FrameFormat[] = [
  // Loguru marks the frame that caught the error.
  {
    pattern: /^(?:> )?File \\?"(?<file>[^"]{1,1000}?)\\?", line (?<line>\d{1,9})(?:,? in (?<name>.{1,500}))?$/
  },
  {
    style: 'ipython',
    pattern:
      /^(?<file>(?:Cell |Input )?In ?\[\d{1,9}\])(?:, line (?<line>\d{1,9}))?(?:, in (?<name>\S.{0,500}))?$/
  },
  { style: 'ipython', pattern: /^File (?<file>\S.{0,1000}?):(?<line>\d{1,9})(?:, in (?<name>\S.{0,500}))?$/ },
  {
    style: 'ipython',
    pattern:
      /^(?<file><[\w-]{1,40}-input-[\w-]{1,80}>|(?:~|[A-Za-z]:)?[\\/]\S{1,1000}) in (?<name>[\w<].{0,500})$/
  },
  { style: 'rich', pattern: /^(?<file>\S{1,1000}):(?<line>\d{1,9}) in (?<name>\S{1,300})$/ }
]

/** One frame of a Python trace, trimmed; what is not known of it yet stands on the lines below. */
export function readPythonFrame(text: string, style: PythonStyle): ReadFrame | undefined {
  for (const format of formats) {
    if (format.style !== undefined && format.style !== style) continue
    const groups = format.pattern.exec(text)?.groups
    if (groups !== undefined) return build(groups, style, text)
  }
  return undefined
}

/** The arrow that IPython prints in front of the source line of a frame. */
const arrow = /^-{1,20}> ?(\d{1,9})(?=\s|$)/

/** `12` of `----> 12 total()`, where a frame's own line does not say it. */
export function readArrow(text: string): number | undefined {
  const digits = arrow.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function build(groups: Record<string, string | undefined>, style: PythonStyle, text: string): ReadFrame {
  const name = groups['name']?.trim()
  return {
    // A file that does not compile is named without a function: it is the module that failed.
    function: name === undefined ? '<module>' : plainName(name, style),
    file: groups['file'],
    module: undefined,
    line: Number(groups['line'] ?? 0) || undefined,
    column: undefined,
    text
  }
}

/** IPython prints the arguments, and numbers the code of a cell. */
function plainName(name: string, style: PythonStyle): string {
  if (style !== 'ipython') return name
  const open = name.indexOf('(')
  const plain = open > 0 && name.endsWith(')') ? name.slice(0, open) : name
  return plain.startsWith('<cell line:') || plain.startsWith('<module') ? '<module>' : plain
}

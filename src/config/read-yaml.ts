import { LineCounter, parseDocument, visit } from 'yaml'
import { lineOf, type Source } from './policy-source.js'

export type YamlResult =
  | { readonly ok: true; readonly root: unknown; readonly source: Source }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads YAML that people wrote. An empty file is an empty map. Every problem names the file and the line. */
export function readYaml(name: string, text: string): YamlResult {
  const deep = lineOfDepth(text)
  if (deep !== undefined) {
    const problem = `${name} line ${deep}: more than ${MAXIMUM_DEPTH} brackets or dashes are open here; no policy is nested so deep.`
    return { ok: false, problems: [problem] }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.2',
    // Else the parser writes warnings to the process by itself.
    logLevel: 'error'
  })
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      (error) => `${name} line ${lines.linePos(error.pos[0]).line}: ${error.message}`
    )
    return { ok: false, problems }
  }
  return toValue({ name, document, lines })
}

/** A file beyond this would exhaust the parser's stack, at a depth that differs from machine to machine. */
const MAXIMUM_DEPTH = 100
const NESTED_DASHES = /^ *(?:[-?] +){101}/

/** The line on which a text is nested too deep to be read; `undefined` as a rule. */
function lineOfDepth(text: string): number | undefined {
  let depth = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (NESTED_DASHES.test(line)) return index + 1
    for (const sign of line) {
      if (sign === '[' || sign === '{') depth += 1
      if (sign === ']' || sign === '}') depth = Math.max(0, depth - 1)
      if (depth > MAXIMUM_DEPTH) return index + 1
    }
  }
  return undefined
}

function toValue(source: Source): YamlResult {
  try {
    return { ok: true, root: source.document.toJS() ?? {}, source }
  } catch (error) {
    const problems: string[] = []
    visit(source.document, {
      Alias(_, node) {
        if (node.resolve(source.document)) return
        problems.push(
          `${lineOf(source, node)}: no anchor &${node.source} stands before *${node.source}; write one.`
        )
      }
    })
    const reason = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      problems: problems.length > 0 ? problems : [`${source.name}: ${reason}; write the values out.`]
    }
  }
}

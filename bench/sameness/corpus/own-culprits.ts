import type { CulpritRow } from '../rows.js'
import { culpritOf, eventOf, type MarkedTrace } from './marked-trace.js'

/** The traces that mark where to look first, each with the files of its program. */
export function ownCulprits(traces: readonly MarkedTrace[]): readonly CulpritRow[] {
  return traces.flatMap((trace): readonly CulpritRow[] => {
    const culprit = culpritOf(trace)
    if (culprit === undefined) return []
    const { id, language, path } = trace
    const files = filesOf(traces.filter(({ app }) => app === trace.app))
    return [{ id, language, event: eventOf(trace), culprit, files, ...(path === undefined ? {} : { path }) }]
  })
}

/** Files of the same names in other folders are decoys. */
function filesOf(traces: readonly MarkedTrace[]): readonly string[] {
  const paths = traces.flatMap(({ path }) => (path === undefined ? [] : [path]))
  const decoys = paths.flatMap((path) => [`docs/${nameOf(path)}`, `examples/old/${nameOf(path)}`])
  return [...new Set([...paths, ...decoys, 'README.md', 'package.json'])]
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

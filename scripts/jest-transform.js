import { transformSync } from 'esbuild'

/*
 * TypeScript for jest: the types are taken out, and nothing is checked. The compiler does that in a step of its own (npm run types),
 * and would take several times as long to do this.
 */

export default {
  process: (source, path) =>
    transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline'
    })
}

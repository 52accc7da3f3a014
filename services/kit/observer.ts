/**
 * Sees every request twice: `arrived` before anything of it is done, `answered` when all of it is done and the reply has not left
 * yet. What it returns is waited for.
 */
export type Observer = (
  phase: 'arrived' | 'answered',
  request: { readonly service: string; readonly method: string; readonly path: string }
) => void | Promise<void>

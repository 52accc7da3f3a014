import { folders, type LibraryRule } from '../library-rule.js'

export const pythonRules: readonly LibraryRule[] = [
  ...folders('tracer', ['ddtrace', 'datadog_lambda']),
  ...folders('library', ['site-packages', 'dist-packages', 'sitepackages', 'node_modules', 'eggs', '.eggs']),
  {
    origin: 'runtime',
    file: /(?:^|\/)(?:lib|lib64|Lib|DLLs)\/python[23](?:\.\d{1,3})?(?:\.zip)?\//,
    reason: 'standard library'
  },
  {
    origin: 'runtime',
    file: /^[A-Za-z]:\/(?:[^/]{1,200}\/){0,20}Python\d{2,4}\/lib\//i,
    reason: 'standard library'
  },
  { origin: 'library', file: /(?:^|\/)(?:bin|Scripts)\/[^/.]{1,100}$/, reason: 'launcher script' },
  { origin: 'library', file: /^[^/].{0,500}\.(?:pyx|pxi|pxd)$/, reason: 'compiled extension' },
  { origin: 'none', file: /^<|\/ipykernel_\d{1,9}\//, reason: 'code without a file' }
]

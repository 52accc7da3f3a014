import {
  classifyError,
  type ClassifyInput,
  type ClassifyPolicy
} from '../../../src/flow/decision/classify.js'
import { fixClasses, type Classification } from '../../../src/flow/decision/fix-class.js'
import { findCulprit } from '../../../src/flow/issue/culprit.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { indexRepository } from '../../../src/flow/issue/repository-index.js'

export const files = [
  'src/cart.ts',
  'src/schema/cart.ts',
  'src/userSession.ts',
  'src/gen2/cart.ts',
  'shop/cart.py',
  'shop/billing/totals.py',
  'src/main/java/com/acme/Cart.java',
  'lib/cart.dart'
]

export interface Told extends Partial<
  Pick<ClassifyInput, 'platform' | 'owners' | 'source' | 'bump' | 'variants'>
> {
  readonly policy?: Partial<ClassifyPolicy>
  readonly files?: readonly string[]
}

/** Classifies the error that a trace reports. */
export function classify(
  stack: string,
  { policy, files: paths = files, ...told }: Told = {}
): Classification {
  const trace = readStackTrace(stack)
  const [reported] = trace.errors
  return classifyError(
    {
      trace,
      culprit: findCulprit(trace, indexRepository(paths)),
      errorType: reported?.type ?? '',
      errorMessage: reported?.message ?? '',
      platform: 'BACKEND',
      ...told
    },
    { allowed: fixClasses, denyPaths: [], ...policy }
  )
}

export const javascript = (head: string, file = 'src/cart.ts', name = 'total'): string =>
  `${head}\n    at ${name} (/app/${file}:12:5)`
export const python = (head: string, file = 'shop/cart.py'): string =>
  `Traceback (most recent call last):\n  File "/app/${file}", line 3, in total\n    x()\n${head}`
export const java = (head: string, ...above: readonly string[]): string =>
  [head, ...above, 'com.acme.Cart.total(Cart.java:12)'].join('\n\tat ')
export const dart = (head: string): string => `${head}\n#0      total (package:shop/cart.dart:1:2)`

export const nothing = "TypeError: Cannot read properties of undefined (reading 'price')"

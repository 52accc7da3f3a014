import type { ClassRule } from '../class-rule.js'

const runtimePanics = [
  '',
  'panic',
  'SIGSEGV',
  'runtime.Error',
  'runtime.errorString',
  'runtime.boundsError',
  '*runtime.TypeAssertionError',
  'runtime.errorAddressString'
]

/** Panics of the runtime alone; what fails to parse is a value in Go, and whoever panics with it decided to. */
export const goClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: runtimePanics,
    message: /^runtime error: invalid memory address or nil pointer dereference$/,
    thrownBy: 'app-or-runtime',
    says: 'dereferences nil'
  },
  {
    fixClass: 'missing-field-default',
    types: runtimePanics,
    message: /^interface conversion: interface (?:\{\}|[\w./]{1,200}) is nil, not [\w.*/[\]{} ]{1,200}$/,
    thrownBy: 'app-or-runtime',
    says: 'asserts the type of a field that is not there'
  },
  {
    fixClass: 'bounds-guard',
    types: runtimePanics,
    message: /^runtime error: (?:index out of range \[|slice bounds out of range \[)/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a slice'
  }
]

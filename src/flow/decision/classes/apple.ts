import type { ClassRule } from '../class-rule.js'

const traps = [
  '',
  'Fatal error',
  'Swift runtime failure',
  'EXC_BREAKPOINT',
  'EXC_BAD_INSTRUCTION',
  'SIGTRAP',
  'SIGILL'
]

/** Traps of the Swift library and range errors of Foundation; a type and a signal alone say nothing of the cause. */
export const appleClasses: readonly ClassRule[] = [
  {
    fixClass: 'null-safety-guard',
    types: traps,
    message: /\b[Uu]nexpectedly found nil while (?:implicitly )?unwrapping an Optional value$/,
    thrownBy: 'app-or-runtime',
    says: 'unwraps nil'
  },
  {
    fixClass: 'bounds-guard',
    types: [...traps, 'NSRangeException'],
    message:
      /(?:^|: )(?:(?:Array i|I|String i|Substring i)ndex (?:is )?out of (?:range|bounds)|Negative Array index is out of range|Can't remove (?:first|last) element from an empty collection|Can't form Range with upperBound < lowerBound|Range requires lowerBound <= upperBound|index -?\d{1,20} beyond bounds (?:\[0 \.\. -?\d{1,20}\]|for empty (?:NS)?array))'?$/,
    thrownBy: 'app-or-runtime',
    says: 'goes past the ends of a list'
  }
]

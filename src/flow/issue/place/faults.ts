import type { StackError, StackLanguage } from '../stack-trace.js'

/** Errors that a language throws by itself where code goes wrong. Types are without package. */
interface Faults {
  readonly type: RegExp
  /** Where code throws the type on purpose too: what the language itself says. */
  readonly message?: RegExp
}

const faults: Readonly<Partial<Record<StackLanguage, Faults>>> = {
  javascript: {
    type: /^(?:TypeError|ReferenceError|RangeError)$/,
    message:
      /^(?:Cannot |Can't |Invalid array length|Maximum call stack|Assignment to constant)|\bis (?:not|undefined|null)\b|\bhas no propert|undefined is not|null is not/
  },
  python: {
    type: /^(?:AttributeError|NameError|UnboundLocalError|IndexError|KeyError|ZeroDivisionError|RecursionError|TypeError)$/
  },
  java: {
    type: /^(?:NullPointerException|ClassCastException|\w{0,40}IndexOutOfBoundsException|ArithmeticException|StackOverflowError|ConcurrentModificationException|NegativeArraySizeException|UninitializedPropertyAccessException)$/
  },
  dart: {
    type: /^(?:NoSuchMethodError|_?TypeError|_?CastError|RangeError|LateInitializationError|StackOverflowError)$/
  },
  go: {
    type: /^(?:panic|fatal error|runtime\.\w{1,40}|\w{0,40})$/,
    message: /^runtime error:|nil map|nil pointer|index out of range/
  },
  ruby: { type: /^(?:NoMethodError|NameError|ZeroDivisionError|FrozenError|SystemStackError|TypeError)$/ },
  php: {
    type: /^(?:TypeError|Error|DivisionByZeroError|ArgumentCountError|ErrorException|UnhandledMatchError|Warning)$/
  },
  dotnet: {
    type: /^(?:NullReferenceException|IndexOutOfRangeException|InvalidCastException|DivideByZeroException|KeyNotFoundException)$/
  },
  rust: {
    type: /./,
    message:
      /^(?:index out of bounds|attempt to |called `|range (?:end|start) index|already (?:mutably )?borrowed)/
  },
  elixir: {
    type: /^(?:\w{0,40}ClauseError|MatchError|KeyError|UndefinedFunctionError|BadMapError|BadFunctionError|ArithmeticError|BadArityError)$/
  }
}

/** Whether the language itself failed, and not code that throws on purpose. */
export function isFault(language: StackLanguage, { type = '', message = '' }: StackError): boolean {
  const found = faults[language]
  const plain = type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('\\'), type.lastIndexOf('$')) + 1)
  return found !== undefined && found.type.test(plain) && (found.message?.test(message) ?? true)
}

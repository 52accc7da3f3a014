import type { LanguageName } from './language.js'
import type { SourceText } from './source-text.js'

/** Switches of linters, type checkers, coverage and security scanners, as comments write them. Any language. */
const inComments =
  /\b(?:eslint|oxlint|tslint|stylelint|credo|rubocop|swiftlint|ktlint|detekt|checkstyle|scalastyle|shellcheck|htmlhint|standard|jshint)[:-]\s?(?:disable|ignore|off)|@ts-(?:ignore|nocheck)\b|\b(?:biome|deno-lint|standardx?|v8|c8|istanbul|node:coverage)[- ]?ignore\b|\b(?:istanbul|c8|v8) ignore\b|#\s?noqa\b|#\s?type:\s?ignore\b|#\s?(?:pylint|pyright|pyre|mypy|ruff|flake8|pytype):\s?(?:disable|ignore|noqa|fixme)|#\s?pyre-(?:ignore|fixme)\b|#\s?mypy:\s?ignore-errors|\bpragma:? no ?(?:cover|mutate)|\/\/\s?nolint\b|\/\/\s?lint:(?:file-)?ignore\b|\/\/\s?ignore(?:_for_file)?:\s?\w|@(?:phpstan|psalm|phan|phpcs)-(?:ignore|suppress)|\b(?:phpcs|codingStandards)(?::|Ignore)(?:ignore|disable|Line)|\bNOSONAR\b|#\s?nosec\b|\bnosemgrep\b|\bnoinspection\b|\bcoverage:ignore|@codeCoverageIgnore|:nocov:|\bNOLINT(?:NEXTLINE)?\b|\bsonar-?ignore\b|\bsorbet:\s?(?:ignore|false)|\btyped:\s?(?:ignore|false)\b|#\s?steep:ignore|\blgtm\s?\[|\bcodeql\[/i

interface CodeSwitch {
  readonly languages: readonly LanguageName[]
  readonly pattern: RegExp
  /** A regression test has to hand in what the types deny: such a cast is honest there. */
  readonly fineInTests?: true
  /** Where it is read: in comments too. */
  readonly raw?: true
}

const inCode: readonly CodeSwitch[] = [
  { languages: ['typescript'], pattern: /@ts-expect-error\b/, fineInTests: true, raw: true },
  {
    languages: ['typescript'],
    pattern: /\bas\s(?:any|unknown\s+as|never)\b|<any>\s?[\w({[]/,
    fineInTests: true
  },
  {
    languages: ['typescript'],
    pattern: /[\w)\]?]\??\s?:\s?any\b|<any\s?[,>]|[,<]\s?any>|\bany\[\]/,
    fineInTests: true
  },
  {
    languages: ['typescript'],
    pattern: /[\w)\]]!(?:\.|\[|\(|\)|,|;|\?\.)|=\s?[\w.]{1,100}!\s*$/,
    fineInTests: true
  },
  { languages: ['dart'], pattern: /[\w)\]]!(?:\.|\[|\(|\)|,|;)/, fineInTests: true },
  { languages: ['csharp'], pattern: /\bnull!|[\w)\]]!(?:\.|\[|\)|,|;)/, fineInTests: true },
  { languages: ['swift'], pattern: /[\w)\]]!(?:\.|\[|\)|,|$)|\btry!|\bas!/, fineInTests: true },
  { languages: ['kotlin'], pattern: /[\w)\]]!!/, fineInTests: true },
  { languages: ['python'], pattern: /\bcast\(\s?Any\b|:\s?Any\s?=/, fineInTests: true },
  { languages: ['rust'], pattern: /#!?\[(?:allow|expect)\(|#\[cfg_attr\([^)]{0,100}allow\(/ },
  { languages: ['rust'], pattern: /\bunwrap_unchecked\(|\bget_unchecked\(/ },
  { languages: ['java', 'kotlin'], pattern: /@(?:file:)?Suppress\w{0,20}\b|@SneakyThrows\b/ },
  {
    languages: ['csharp'],
    pattern: /^\s*#pragma\s+warning\s+disable|\bSuppressMessage\(|^\s*#nullable\s+disable/
  },
  { languages: ['php'], pattern: /\berror_reporting\(\s?0|#\[Suppress/ },
  { languages: ['swift'], pattern: /\bnonisolated\(unsafe\)|@unchecked\b/ },
  { languages: ['elixir'], pattern: /@dialyzer\b|@compile\s.{0,60}(?:nowarn|no_warn)/ }
]

/**
 * Checks that an added line switches off. Comments count, strings do not: a switch that a text only mentions does
 * nothing. A switch that was in the file before and moved is not new.
 */
export function findSilencedChecks(
  source: SourceText,
  added: ReadonlySet<number>,
  inTest: boolean
): readonly { readonly line: number; readonly evidence: string }[] {
  const switches = inCode.filter(
    ({ languages, fineInTests }) => languages.includes(source.language) && !(inTest && fineInTests === true)
  )
  return [...added].flatMap((line) => {
    const found =
      inComments.exec(commentOf(source, line))?.[0] ??
      switches
        .map(({ pattern, raw }) => pattern.exec((raw === true ? source.raw : source.code)[line] ?? '')?.[0])
        .find((text) => text !== undefined)
    return found === undefined ? [] : [{ line, evidence: found.trim().slice(0, 80) }]
  })
}

/** From the first character on that only the comment has. */
function commentOf({ raw, bare }: SourceText, line: number): string {
  const text = raw[line] ?? ''
  const kept = bare[line] ?? ''
  if (text === kept) return ''
  for (let at = 0; at < text.length; at++) if (text[at] !== kept[at]) return text.slice(at)
  return ''
}

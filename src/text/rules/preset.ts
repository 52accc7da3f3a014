import * as preset from '@secretlint/secretlint-rule-preset-recommend'
import type { Span } from './span.js'

interface CredentialRule {
  readonly meta: { readonly id: string }
  create(context: RuleContext, options: object): { file?(source: RuleSource): unknown }
}

interface RuleContext {
  readonly sharedOptions: object
  createTranslator(): () => { readonly message: string; readonly messageId: string }
  report(found: { readonly range: readonly [number, number] }): void
  ignore(): void
}

interface RuleSource {
  readonly content: string
  readonly contentType: 'text'
  readonly ext: string
  readonly filePath: string
}

const ID_START = '@secretlint/secretlint-rule-'

// Left out: `gcp` reads files and is asynchronous; `filter-comments` lets the text switch the rules off; `basicauth` and
// `database-connection-string` pass over weak passwords, which our rule for URLs does not; `privatekey` wants a whole,
// valid key, ours takes a cut one; `github` and `figma` go over hostile text hundreds of times, ours take what they take.
const LEFT_OUT = new Set([
  'gcp',
  'filter-comments',
  'basicauth',
  'database-connection-string',
  'privatekey',
  'github',
  'figma'
])

const declared: { readonly rules: readonly unknown[] } = preset

const rules = declared.rules.filter(isCredentialRule).filter((rule) => !LEFT_OUT.has(nameOf(rule)))

/** The kinds of credential that the preset knows, one for each vendor. */
export const presetKinds: readonly string[] = rules.map(kindOf)

/**
 * Credentials by the formats of their vendors, as secretlint's recommended preset keeps them.
 * https://github.com/secretlint/secretlint
 */
export function findPresetCredentials(text: string): Span[] {
  const source = { content: text, contentType: 'text', ext: '', filePath: '' } as const
  return rules.flatMap((rule) => {
    const spans: Span[] = []
    const context: RuleContext = {
      sharedOptions: {},
      createTranslator: () => () => ({ message: '', messageId: '' }),
      report: ({ range: [start, end] }) => spans.push({ start, end, kind: kindOf(rule) }),
      ignore: () => undefined
    }
    rule.create(context, {}).file?.(source)
    return spans
  })
}

function nameOf(rule: CredentialRule): string {
  return rule.meta.id.slice(ID_START.length)
}

function kindOf(rule: CredentialRule): string {
  return `${nameOf(rule)}-token`
}

function isCredentialRule(value: unknown): value is CredentialRule {
  if (typeof value !== 'object' || value === null || !('meta' in value) || !('create' in value)) return false
  const { meta, create } = value
  return (
    typeof create === 'function' &&
    typeof meta === 'object' &&
    meta !== null &&
    'id' in meta &&
    isRuleId(meta.id)
  )
}

function isRuleId(id: unknown): boolean {
  return typeof id === 'string' && id.startsWith(ID_START)
}

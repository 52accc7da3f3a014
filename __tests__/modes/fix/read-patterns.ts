import { parse } from 'yaml'

/** The list `patterns` of a config file. */
export function readPatterns(text: string): readonly unknown[] {
  return (parse(text) as { readonly patterns: readonly unknown[] }).patterns
}

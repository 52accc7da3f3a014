import type { CodeOwners } from '../../decision/codeowners.js'
import type { DependencyBump } from '../../decision/dependencies/dependency.js'
import type { FixClass } from '../../decision/fix-class.js'
import type { Known } from '../../issue/known.js'
import type { ChangeSet } from '../change.js'

/** Every rule of the guard, with what it means for people. A closed set. */
export const guardRules = {
  'nothing-changed': 'the agent changed no file',
  'outside-allowed-paths': 'a path that the config does not allow',
  'denied-path': 'a path that is never touched by a machine',
  'denied-code': 'code of a subject that is never touched by a machine',
  'denied-owner': 'a file of an owner that the config keeps out',
  'deleted-file': 'a file was deleted',
  'renamed-file': 'a file was renamed',
  'mode-changed': 'a file mode was changed, or a new file is executable',
  symlink: 'a symbolic link',
  submodule: 'a submodule',
  'binary-file': 'a file that is not text',
  'generated-file': 'a file that a tool generates',
  'ignored-file': 'a file that git ignores: a review would not see it',
  'git-folder': 'a git folder inside the tree',
  'special-file': 'a file that is neither a file, a folder nor a link',
  'odd-path': 'a path with characters that hide what it is',
  'too-many-files': 'more files than the limit',
  'too-many-lines': 'more changed lines than the limit',
  'several-owners': 'files of several owners',
  'unknown-owners': 'the code owners could not be read',
  secret: 'a credential in the added lines',
  'personal-data': 'personal data in the added lines',
  'hidden-characters': 'invisible or direction-changing characters in the added lines',
  canary: 'the canary of the evidence: text of the error was copied into the change',
  'broad-catch': 'an error is swallowed instead of mended',
  'silenced-check': 'a linter, type checker or compiler warning is switched off',
  'deleted-test': 'a test was removed',
  'skipped-test': 'a test is skipped',
  'focused-test': 'a marker that runs this test alone and no other',
  'fewer-assertions': 'a test asserts less than before',
  'loosened-expectation': 'an expectation was loosened or rewritten',
  'changed-snapshot': 'a recorded snapshot was changed',
  'no-code-changed': 'nothing but tests was changed',
  'not-the-bump': 'a dependency bump changes more than the manifest and the lockfile of that package'
} as const
export type GuardRule = keyof typeof guardRules

export interface GuardFinding {
  readonly rule: GuardRule
  /** `undefined`: the change as a whole. */
  readonly path: string | undefined
  /** Line of the new file, from 1, where one is to blame; of the old file for what was removed. */
  readonly line: number | undefined
  /** What was seen, short; never the secret itself. */
  readonly evidence: string
}

/** How far the change reaches, for the pull request's scope report. */
export interface ChangeScope {
  readonly files: readonly {
    readonly path: string
    readonly kind: 'code' | 'test' | 'manifest' | 'lockfile' | 'other'
    readonly added: number
    readonly removed: number
    /** As CODEOWNERS writes them; empty when nobody owns the file. */
    readonly owners: readonly string[]
  }[]
  readonly added: number
  readonly removed: number
}

export interface GuardVerdict {
  readonly passed: boolean
  /** Everything that was found, not only the first. */
  readonly findings: readonly GuardFinding[]
  readonly scope: ChangeScope
}

export interface GuardPolicy {
  /** Gitignore patterns of what may be touched; empty: everything that is not denied. */
  readonly allowPaths: readonly string[]
  readonly denyPaths: readonly string[]
  readonly denyWords: readonly string[]
  readonly denyOwners: readonly string[]
  /** Patterns of test files, beside the built-in ones. */
  readonly testFiles: readonly string[]
  readonly maximumFiles: number
  readonly maximumLines: number
}

export interface GuardFacts extends ChangeSet {
  readonly fixClass: FixClass
  /** Which package goes to which version; only of the class `dependency-bump`. */
  readonly bump: DependencyBump | undefined
  /** A mark in the evidence that no honest change contains. */
  readonly canary: string
  /** Of the base, and with the change applied: the same unless the change touches the file, which is denied anyway. */
  readonly codeOwners: { readonly base: Known<CodeOwners>; readonly head: Known<CodeOwners> }
  /** How much of each kind of secret or personal datum a text holds. */
  readonly findPrivate: (text: string) => Readonly<Record<string, number>>
}

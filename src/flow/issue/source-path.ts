import {
  applePaths,
  dotnetTypePaths,
  phpClassPaths,
  plainRustName,
  rustModulePaths
} from './place/named-paths.js'
import { javascriptPaths } from './place/javascript-paths.js'
import { jvmPaths } from './place/jvm-paths.js'
import { partly, wholly, type GuessGroup } from './place/path-guess.js'
import { bundleName, plainPath } from './place/plain-path.js'
import type { StackFrame, StackLanguage } from './stack-trace.js'

/**
 * Where a frame's file may be in the repository, likeliest first: as printed, then as the source it was compiled from; where the
 * frame has no file, as its class is named. Empty where it names nothing of its own.
 */
export function guessPaths(language: StackLanguage, frame: StackFrame): readonly GuessGroup[] {
  switch (language) {
    case 'java':
      return jvmPaths(frame)
    case 'dart':
      return dartPaths(frame)
    case 'javascript':
      return javascriptPaths(frame)
    case 'go':
      return goPaths(frame)
    case 'php':
      return frame.file === undefined ? phpClassPaths(frame) : printedPaths(frame)
    case 'dotnet':
      return frame.file === undefined ? dotnetTypePaths(frame) : printedPaths(frame)
    case 'rust':
      return frame.file === undefined ? rustModulePaths(frame) : printedPaths(frame)
    case 'apple':
      return applePaths(frame, plainPath(frame.file ?? ''))
    case 'python':
    case 'ruby':
    case 'elixir':
    case 'unknown':
      return printedPaths(frame)
  }
}

function printedPaths({ file }: StackFrame): readonly GuessGroup[] {
  const path = plainPath(file ?? '').replace(/\.py[co]$/, '.py')
  if (path === '') return []
  // Images of compiled languages are built in `/src`, which may be a folder of the repository as well.
  return path.startsWith('/src/') ? [partly(path), wholly(path.slice('/src'.length))] : [partly(path)]
}

/** Built with `-trimpath`, paths begin with the module's: `github.com/acme/shop/v2/internal/cart.go`. https://go.dev/ref/mod#module-path */
function goPaths(frame: StackFrame): readonly GuessGroup[] {
  const printed = printedPaths(frame)
  const module = /^[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}\/[^/]{1,100}\/[^/]{1,100}\/(?:v\d{1,3}\/)?(?=.)/
  const file = frame.file ?? ''
  return module.test(file) ? [...printed, wholly(file.replace(module, '/'))] : printed
}

/** `package:shop/cart.dart` is `lib/cart.dart` of the package `shop`. */
function dartPaths(frame: StackFrame): readonly GuessGroup[] {
  const name = dartPackage(frame)
  if (name === undefined) return printedPaths(frame)
  return [wholly(`${name}/${libraryPath(frame)}`), wholly(`/${libraryPath(frame)}`)]
}

const dartPackagePath = /^(?:package:|(?:org-dartlang-app:\/{1,3})?packages\/)([\w.-]{1,100})\//

/** A file of a Dart package, from the package's folder. */
export function libraryPath({ file = '' }: Pick<StackFrame, 'file'>): string {
  return `lib/${file.replace(dartPackagePath, '')}`
}

/** The Dart package of a frame's file; `undefined` for files that are named by path. */
export function dartPackage({ file = '' }: Pick<StackFrame, 'file'>): string | undefined {
  return dartPackagePath.exec(file)?.[1]
}

/**
 * What the frame's package, crate, application, bundle or module is called: folders are often named for it. `undefined` where the
 * trace does not say.
 */
export function packageName(language: StackLanguage, frame: StackFrame): string | undefined {
  switch (language) {
    case 'javascript':
      return bundleName(frame.file ?? '')
    case 'rust':
      return /^[a-z_]\w{0,100}(?=::)/.exec(plainRustName(frame.function ?? ''))?.[0]
    case 'elixir':
    case 'apple':
      return frame.module
    case 'dart':
      return dartPackage(frame)
    default:
      return undefined
  }
}

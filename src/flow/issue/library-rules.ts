import { jvmLibraries } from './jvm-libraries.js'
import type { StackLanguage } from './stack-trace.js'

/**
 * Whose code a frame is. `runtime`: the language's own (an error thrown there was provoked by its caller); `generated`:
 * written by a compiler or proxy; `none`: the frame names no file or class.
 */
export type FrameOrigin = 'app' | 'runtime' | 'library' | 'tracer' | 'extension' | 'generated' | 'none'

/** What a frame is recognised by. A rule has exactly one of the tests. */
export interface LibraryRule {
  readonly origin: Exclude<FrameOrigin, 'app'>
  /** Completes "not in-app: …". */
  readonly reason: string
  /** A folder anywhere in the file's path, as `/`-separated segments. */
  readonly folder?: string
  /** The file starts with it. */
  readonly start?: string
  /** The class or package starts with it, at a name's boundary. */
  readonly package?: string
  /** Tested on the file, with `/` for `\`. */
  readonly file?: RegExp
  /** Tested on the function. */
  readonly function?: RegExp
}

/** A language that has a reader. */
export type ReadLanguage = Exclude<StackLanguage, 'unknown'>

function folders(origin: LibraryRule['origin'], names: readonly string[]): readonly LibraryRule[] {
  return names.map((folder) => ({ origin, folder, reason: `under ${folder}` }))
}

function starts(origin: LibraryRule['origin'], names: readonly string[]): readonly LibraryRule[] {
  return names.map((start) => ({ origin, start, reason: `${start} file` }))
}

function packages(origin: LibraryRule['origin'], names: readonly string[]): readonly LibraryRule[] {
  return names.map((name) => ({ origin, package: name, reason: `${name} package` }))
}

const javascriptRules: readonly LibraryRule[] = [
  ...folders('tracer', ['node_modules/dd-trace', 'node_modules/@datadog', 'dd-trace/packages']),
  ...folders('library', [
    'node_modules',
    'bower_components',
    'jspm_packages',
    '.pnpm',
    '.yarn/cache',
    '~',
    'vendor'
  ]),
  {
    origin: 'runtime',
    file: /(?:^|\/)webpack\/(?:runtime|bootstrap|universalModuleDefinition)\b/,
    reason: 'module loader'
  },
  ...starts('runtime', ['node:', 'internal/', 'bun:', 'ext:', 'deno:', 'native:']),
  ...starts('extension', [
    'chrome-extension:',
    'moz-extension:',
    'safari-extension:',
    'safari-web-extension:',
    'ms-browser-extension:',
    'webkit-masked-url:',
    'user-script:'
  ]),
  {
    origin: 'runtime',
    file: /^(?:\[native code\]|\[wasm code\]|native(?: code)?|<anonymous>|eval code|index \d{1,9}|unknown location)$/,
    reason: 'code of the engine'
  },
  {
    origin: 'runtime',
    // Node.js before 16 printed its own modules as bare file names.
    file: /^(?:_http_\w{1,30}|_stream_\w{1,30}|_tls_\w{1,30}|assert|bootstrap_node|buffer|child_process|cluster|console|crypto|dgram|dns|domain|events|fs|http|https|module|net|node|path|punycode|querystring|readline|repl|stream|string_decoder|timers|tls|tty|url|util|v8|vm|zlib)\.js$/,
    reason: 'module of Node.js'
  },
  {
    origin: 'library',
    file: /(?:^|\/)(?:vendors?|polyfills?)(?:[~.-][^/]{0,200})?\.js(?:\?|$)/,
    reason: 'bundle of libraries'
  },
  {
    origin: 'library',
    file: /(?:^|\/)(?:react|react-dom|vue|angular|jquery|lodash|zone)(?:[.-][\w.-]{0,60})?\.js(?:\?|$)/,
    reason: 'file of a well-known library'
  },
  { origin: 'generated', file: /^(?:<data:|blob:)/, reason: 'inline script' },
  {
    origin: 'none',
    file: /^(?:repl|REPL\d{1,9}|evalmachine\.<anonymous>|\[eval\])$/,
    reason: 'code without a file'
  }
]

const pythonRules: readonly LibraryRule[] = [
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

const javaRules: readonly LibraryRule[] = [
  {
    origin: 'generated',
    function:
      /\$\$(?:Lambda|FastClassBy|EnhancerBy|SpringCGLIB)|\$Proxy\d|GeneratedMethodAccessor|GeneratedConstructorAccessor|_\$\$_jvst|ByteBuddy|_COROUTINE\./,
    reason: 'generated class'
  },
  ...packages('tracer', [
    'datadog.trace',
    'com.datadog',
    'datadog.opentracing',
    'io.opentelemetry',
    'io.opentracing'
  ]),
  ...packages('runtime', [
    'java',
    'javax',
    'jdk',
    'sun',
    'com.sun',
    'kotlin',
    'kotlinx',
    'scala',
    'groovy',
    'clojure',
    'android',
    'com.android',
    'dalvik',
    'libcore',
    'androidx'
  ]),
  ...packages('library', jvmLibraries)
]

const dartRules: readonly LibraryRule[] = [
  ...starts('tracer', ['package:datadog_', 'package:sentry']),
  ...starts('runtime', ['dart:', 'org-dartlang-sdk:', 'dart-sdk/']),
  ...starts('library', [
    'package:flutter/',
    'package:flutter_test/',
    'package:flutter_web_plugins/',
    'package:async/',
    'package:bloc/',
    'package:cloud_firestore',
    'package:collection/',
    'package:dio/',
    'package:firebase_',
    'package:flutter_bloc/',
    'package:flutter_riverpod/',
    'package:get/',
    'package:go_router/',
    'package:hive/',
    'package:http/',
    'package:intl/',
    'package:json_annotation/',
    'package:path/',
    'package:provider/',
    'package:riverpod/',
    'package:rxdart/',
    'package:shelf/',
    'package:sqflite/',
    'package:stack_trace/',
    'package:stream_channel/',
    'package:test/',
    'package:test_api/',
    'packages/flutter/'
  ]),
  ...folders('library', ['.pub-cache', 'pub.dartlang.org', 'flutter/packages/flutter']),
  { origin: 'none', file: /^<.{0,200}>$|^\w{0,20}$/, reason: 'code without a file' }
]

/** Whose code is not the application's, by language. The first rule that fits gives the reason. */
export const libraryRules: Readonly<Record<ReadLanguage, readonly LibraryRule[]>> = {
  javascript: javascriptRules,
  python: pythonRules,
  java: javaRules,
  dart: dartRules
}

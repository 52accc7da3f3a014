import type { Issue } from '../issue/issue.js'
import type { Known } from '../issue/known.js'
import { isBundle } from '../issue/place/javascript-paths.js'
import type { Culprit, StackTrace } from '../issue/stack-trace.js'

/** How Datadog gets what turns the addresses and short names of a release build into lines. */
export interface SymbolsAdvice {
  /** What has to be uploaded with each release: `source maps`, `dSYMs`. */
  readonly what: string
  /** Command that uploads it; its other options depend on the project. */
  readonly command: string
}

/** What a build of a client application leaves behind, and which command takes it to Datadog. */
const symbolFiles = {
  // https://docs.datadoghq.com/real_user_monitoring/guide/upload-javascript-source-maps/
  web: { what: 'the source maps', command: 'datadog-ci sourcemaps upload' },
  // https://docs.datadoghq.com/real_user_monitoring/error_tracking/mobile/reactnative/
  reactNative: { what: 'the source maps', command: 'datadog-ci react-native upload' },
  // https://docs.datadoghq.com/real_user_monitoring/error_tracking/mobile/ios/
  apple: { what: 'the dSYMs', command: 'datadog-ci dsyms upload' },
  // https://docs.datadoghq.com/real_user_monitoring/error_tracking/mobile/android/
  android: { what: 'the mapping file of R8', command: './gradlew uploadMappingRelease' },
  ndk: { what: 'the symbols of the native libraries', command: './gradlew uploadNdkSymbolFilesRelease' },
  // https://docs.datadoghq.com/real_user_monitoring/error_tracking/mobile/flutter/
  dart: { what: 'the Dart symbols', command: 'datadog-ci flutter-symbols upload --dart-symbols-location' },
  flutterApple: { what: 'the dSYMs', command: 'datadog-ci flutter-symbols upload --ios-dsyms' },
  flutterAndroid: {
    what: 'the mapping file of R8',
    command: 'datadog-ci flutter-symbols upload --android-mapping'
  }
} as const satisfies Readonly<Record<string, SymbolsAdvice>>

/** Addresses within the code of a Dart build whose symbols were split off. https://docs.flutter.dev/deployment/obfuscate */
const dartAddress = /\b_kDart(?:Isolate|Vm)SnapshotInstructions\b/
/** A frame of Android's native code: `#00 pc 000000000004f4a4  /data/app/…/libshop.so`. */
const nativeAddress = /#\d{1,4} {1,4}pc [0-9a-f]{8,16}\b/

interface SymbolsFacts {
  readonly issue: Issue
  readonly trace: Known<StackTrace>
  readonly culprit: Known<Culprit>
}

/**
 * What to upload so that the next events name a line: for a trace of a client whose frames are addresses, or names that the build
 * made up. `undefined` where the culprit's file was found, and where the trace does not show that symbols are what is missing.
 */
export function adviseSymbols({ issue, trace, culprit }: SymbolsFacts): SymbolsAdvice | undefined {
  if (issue.platform === 'BACKEND' || !trace.known) return undefined
  if (!culprit.known) return adviseUnread(issue)
  const { frame, path } = culprit.value
  if (path.known) return undefined
  const isFlutter = issue.platform === 'FLUTTER'
  switch (trace.value.language) {
    case 'javascript':
      if (!isBundle(frame)) return undefined
      return issue.platform === 'REACT_NATIVE' ? symbolFiles.reactNative : symbolFiles.web
    case 'apple':
      if (frame.line !== undefined) return undefined
      if (isFlutter) return isDart(issue) ? symbolFiles.dart : symbolFiles.flutterApple
      return symbolFiles.apple
    case 'java':
      if (frame.file !== undefined) return undefined
      return isFlutter ? symbolFiles.flutterAndroid : symbolFiles.android
    default:
      return undefined
  }
}

/** A trace of addresses alone is of no language that is read. */
function adviseUnread(issue: Issue): SymbolsAdvice | undefined {
  if (isDart(issue)) return symbolFiles.dart
  return nativeAddress.test(stackOf(issue)) ? symbolFiles.ndk : undefined
}

function isDart(issue: Issue): boolean {
  return dartAddress.test(stackOf(issue))
}

function stackOf({ sample }: Issue): string {
  return sample.known && sample.value.stack.known ? sample.value.stack.value : ''
}

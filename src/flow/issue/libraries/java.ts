import { packages, type LibraryRule } from '../library-rule.js'
import { jvmLibraries } from './jvm-libraries.js'

export const javaRules: readonly LibraryRule[] = [
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

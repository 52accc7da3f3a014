import { packages, type LibraryRule } from '../library-rule.js'
import { jvmLibraries } from './jvm-libraries.js'

export const javaRules: readonly LibraryRule[] = [
  {
    origin: 'generated',
    function:
      /\$\$(?:Lambda|FastClassBy|EnhancerBy|SpringCGLIB|ExternalSynthetic|InternalSynthetic|SyntheticClass)|\$Proxy\d|(?:^|\.)Proxy\d{1,6}\.|GeneratedMethodAccessor|GeneratedConstructorAccessor|GeneratedSerializationConstructorAccessor|_\$\$_|ByteBuddy|\$MockitoMock\$|\$HibernateProxy\$|\$JaxbAccessor|_COROUTINE\.|_ClientProxy\.|_Subclass\.|Script\d{1,6}\.groovy|(?:^|\.)LambdaForm\$|^-?\$\$Lambda\$/,
    reason: 'generated class'
  },
  ...packages('tracer', [
    'datadog.trace',
    'com.datadog',
    'datadog.opentracing',
    'datadog.communication',
    'datadog.instrument',
    'io.opentelemetry',
    'io.opentracing',
    'io.sentry',
    'com.newrelic.agent',
    'com.newrelic.api',
    'co.elastic.apm',
    'com.bugsnag',
    'com.dynatrace',
    'com.rollbar',
    'com.microsoft.applicationinsights'
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
    'org.codehaus.groovy',
    'org.apache.groovy',
    'jdk.internal',
    'com.ibm.oti',
    'org.graalvm',
    'com.oracle.svm',
    'sunw',
    'android',
    'com.android',
    'dalvik',
    'libcore',
    'androidx'
  ]),
  ...packages('library', jvmLibraries)
]

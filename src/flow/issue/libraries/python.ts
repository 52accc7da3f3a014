import { folders, type LibraryRule } from '../library-rule.js'

export const pythonRules: readonly LibraryRule[] = [
  ...folders('tracer', ['ddtrace', 'datadog_lambda']),
  {
    origin: 'tracer',
    file: /\/(?:site|dist)-packages\/(?:datadog|opentelemetry|sentry_sdk|raven|newrelic|elasticapm|scout_apm|bugsnag|rollbar|honeycomb|appsignal)\//,
    reason: 'tracer package'
  },
  ...folders('library', [
    'site-packages',
    'dist-packages',
    'sitepackages',
    'node_modules',
    'eggs',
    '.eggs',
    '.python_packages',
    'installed_wheels'
  ]),
  { origin: 'library', file: /\.(?:whl|egg)\//, reason: 'inside a package archive' },
  { origin: 'library', file: /(?:^|\/)(?:pyspark(?:\.zip)?|py4j-[\w.-]{1,40}\.zip)\//, reason: 'Spark' },
  {
    origin: 'library',
    file: /(?:^|\/)(?:pydevd|_pydev(?:d_)?bundle|debugpy|helpers\/pycharm)\//,
    reason: 'debugger'
  },
  { origin: 'library', file: /^\/opt\/python\//, reason: 'layer of AWS Lambda' },
  { origin: 'runtime', file: /^\/var\/runtime\//, reason: 'runtime of AWS Lambda' },
  {
    origin: 'runtime',
    file: /(?:^|\/)(?:lib|lib64|Lib|DLLs)\/(?:python|pypy)[23]?(?:\.?\d{1,3}){0,2}(?:\.zip)?\/|(?:^|\/)(?:python\d{2,4}\.zip|lib-python\/\d|lib_pypy)\//,
    reason: 'standard library'
  },
  {
    origin: 'runtime',
    file: /^[A-Za-z]:\/(?:[^/]{1,200}\/){0,20}(?:Python\d{2,4}|(?:mini|ana)conda\d?|mini-?forge\d?|envs\/[^/]{1,60})\/lib\//i,
    reason: 'standard library'
  },
  { origin: 'library', file: /(?:^|\/)(?:bin|Scripts)\/[^/.]{1,100}$/, reason: 'launcher script' },
  { origin: 'library', file: /^[^/].{0,500}\.(?:pyx|pxi|pxd)$/, reason: 'compiled extension' },
  { origin: 'runtime', file: /^<frozen /, reason: 'frozen module of the runtime' },
  {
    origin: 'generated',
    file: /^<(?:decorator-gen|attrs generated|__\w{1,40}__ internals)/,
    reason: 'generated code'
  },
  {
    origin: 'none',
    file: /^<|\/ipykernel_\d{1,9}\/|^(?:Cell |Input )?In ?\[\d{1,9}\]$/,
    reason: 'code without a file'
  }
]

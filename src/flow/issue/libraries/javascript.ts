import { folders, starts, type LibraryRule } from '../library-rule.js'
import { foreignScripts } from './javascript-sites.js'

export const javascriptRules: readonly LibraryRule[] = [
  ...folders('tracer', [
    'node_modules/dd-trace',
    'node_modules/@datadog',
    'dd-trace/packages',
    'node_modules/@opentelemetry',
    'node_modules/@sentry',
    'node_modules/@sentry-internal',
    'node_modules/newrelic',
    'node_modules/@newrelic',
    'node_modules/elastic-apm-node',
    'node_modules/@elastic/apm-rum-core',
    'node_modules/@bugsnag',
    'node_modules/rollbar',
    'node_modules/applicationinsights',
    'node_modules/@appsignal',
    'node_modules/@honeycombio'
  ]),
  {
    origin: 'tracer',
    file: /(?:^|\/)(?:datadog-(?:rum|logs)(?:-[\w.-]{1,40})?|sentry(?:\.bundle|[\w.-]{0,40}\.min)|newrelic[\w.-]{0,40})\.js(?:\?|$)/,
    reason: 'script of a tracer'
  },
  { origin: 'tracer', function: /^sentryWrapped$/, reason: 'wrapper of a tracer' },
  ...folders('library', [
    'node_modules',
    'bower_components',
    'jspm_packages',
    '.pnpm',
    '.yarn/cache',
    '.yarn/unplugged',
    '.yarn/__virtual__',
    '.yarn/berry/cache',
    '.bun/install/cache',
    'deno.land/std',
    'deno.land/x',
    '~',
    'vendor'
  ]),
  ...foreignScripts,
  { origin: 'library', file: /(?:^|\/)\.pnp\.[cm]?js$/, reason: 'module loader' },
  {
    origin: 'runtime',
    file: /(?:^|\/)(?:webpack\/(?:runtime|bootstrap|universalModuleDefinition|buildin)\b|\[turbopack\]|\(webpack\)\/)/,
    reason: 'module loader'
  },
  ...starts('runtime', ['node:', 'internal/', 'bun:', 'ext:', 'deno:', 'native:', 'electron/js2c/']),
  { origin: 'runtime', file: /^(?:file:\/\/)?\/var\/runtime\//, reason: 'runtime of AWS Lambda' },
  {
    origin: 'runtime',
    file: /(?:^|\/)___(?:next_launcher\.[cm]?js$|vc\/)/,
    reason: 'launcher of the platform'
  },
  ...starts('library', ['npm:', 'jsr:']),
  ...starts('extension', [
    'chrome-extension:',
    'moz-extension:',
    'safari-extension:',
    'safari-web-extension:',
    'ms-browser-extension:',
    'extensions::',
    'webkit-masked-url:',
    'user-script:'
  ]),
  {
    origin: 'extension',
    file: /(?:^|\/)(?:installHook|react_devtools_backend[\w.-]{0,40})\.js$/,
    reason: 'developer tools'
  },
  ...starts('runtime', ['chrome:', 'resource:', 'devtools:', 'edge:', 'about:']),
  {
    origin: 'runtime',
    file: /^(?:\[native code\]|\[wasm code\]|native(?: code)?|<anonymous>|(?:debugger )?eval code|self-hosted|index \d{1,9}|[Uu]nknown (?:location|source|script code)|InternalBytecode\.js)$/,
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
    file: /(?:^|\/)(?:chunk-vendors?|vendors?|polyfills?|framework)(?:[~.-][^/]{0,200})?\.js(?:\?|$)/,
    reason: 'bundle of libraries'
  },
  {
    origin: 'library',
    file: /(?:^|\/)(?:react|react-dom|vue|angular|jquery|lodash|zone|bootstrap|moment|backbone|underscore|require|d3)(?:[.-][\w.-]{0,60})?\.js(?:\?|$)/,
    reason: 'file of a well-known library'
  },
  { origin: 'generated', file: /^(?:<data:|blob:|javascript:)/, reason: 'inline script' },
  {
    origin: 'none',
    file: /^(?:repl|REPL\d{1,9}|VM\d{1,9}|evalmachine\.<anonymous>|\[(?:eval|stdin|worker eval)\d{0,6}\](?:-wrapper)?|__\w{1,40}_evaluation_script__|pptr:.{0,300})$/,
    reason: 'code without a file'
  },
  { origin: 'none', file: /^(?:wasm:|wasm-function\[)/, reason: 'WebAssembly without a file' }
]

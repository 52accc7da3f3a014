import { folders, starts, type LibraryRule } from '../library-rule.js'

export const javascriptRules: readonly LibraryRule[] = [
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

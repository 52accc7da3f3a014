import { folders, type LibraryRule } from '../library-rule.js'

/**
 * Crates of the language, and widely used ones. Where the backtrace has files, the registry in their path says as much; release
 * builds have none.
 */
const runtimeCrates = [
  'std',
  'core',
  'alloc',
  'proc_macro',
  'test',
  'backtrace',
  'panic_unwind',
  '__rustc',
  'compiler_builtins'
]

const tracerCrates = [
  'dd_trace',
  'datadog_tracing',
  'ddtrace',
  'opentelemetry',
  'opentelemetry_sdk',
  'tracing',
  'tracing_subscriber',
  'tracing_core',
  'tracing_opentelemetry'
]

const libraryCrates = [
  'actix',
  'actix_http',
  'actix_rt',
  'actix_server',
  'actix_service',
  'actix_web',
  'anyhow',
  'async_std',
  'async_trait',
  'aws_sdk',
  'aws_smithy_runtime',
  'axum',
  'axum_core',
  'bytes',
  'chrono',
  'clap',
  'color_backtrace',
  'color_eyre',
  'crossbeam',
  'crossbeam_channel',
  'deadpool',
  'diesel',
  'eyre',
  'futures',
  'futures_channel',
  'futures_core',
  'futures_util',
  'h2',
  'hashbrown',
  'http',
  'http_body',
  'hyper',
  'hyper_util',
  'lambda_http',
  'lambda_runtime',
  'libfuzzer_sys',
  'log',
  'mio',
  'mongodb',
  'native_tls',
  'once_cell',
  'parking_lot',
  'parking_lot_core',
  'postgres',
  'rayon',
  'rayon_core',
  'redis',
  'regex',
  'reqwest',
  'rocket',
  'rustls',
  'sea_orm',
  'sentry',
  'sentry_backtrace',
  'sentry_core',
  'sentry_panic',
  'serde',
  'serde_json',
  'serde_yaml',
  'smol',
  'sqlx',
  'sqlx_core',
  'tokio',
  'tokio_postgres',
  'tokio_rustls',
  'tokio_util',
  'tonic',
  'tower',
  'tower_http',
  'tower_service',
  'tungstenite',
  'url',
  'uuid',
  'warp'
]

function crates(origin: LibraryRule['origin'], names: readonly string[]): readonly LibraryRule[] {
  return names.map((name) => ({
    origin,
    // `<tokio::task::Task as …>::poll` is a function of tokio too.
    function: new RegExp(`^(?:[<&*(\\[]|dyn |mut |const ){0,10}${name}::`),
    reason: `crate ${name}`
  }))
}

export const rustRules: readonly LibraryRule[] = [
  { origin: 'none', function: /^<unknown>$/, reason: 'no function is named' },
  {
    origin: 'runtime',
    file: /^\/rustc\/|\/rustlib\/src\/rust\/|^\/(?:checkout|buildslave\/[\w./-]{1,100})\/src\/lib(?:std|core|alloc|panic_unwind|test)\/|^(?:src|library)\/(?:lib)?(?:std|core|alloc)\/|(?:^|\/)lib(?:std|core|alloc)\/\w/,
    reason: 'standard library'
  },
  {
    origin: 'tracer',
    file: /\/(?:dd-trace|datadog|ddtrace|opentelemetry|tracing)[\w-]{0,40}-\d[\w.+-]{0,40}\/src\//,
    reason: 'tracer crate'
  },
  ...folders('library', [
    '.cargo/registry',
    '.cargo/git',
    'cargo/registry',
    'cargo/git',
    'registry/src',
    'vendor'
  ]),
  {
    origin: 'library',
    file: /\.(?:c|cc|cpp|h|S|s)$|\/(?:glibc|nptl|csu)[\w./-]{0,200}$|\/index\.crates\.io-[0-9a-f]{8,20}\//,
    reason: 'library outside of Rust'
  },
  ...crates('runtime', runtimeCrates),
  ...crates('tracer', tracerCrates),
  ...crates('library', libraryCrates),
  {
    origin: 'runtime',
    // Implementations of a trait of the standard library for what has no crate: `<T as core::fmt::Debug>::fmt`.
    function:
      /^<(?:&|mut |\*const |\[)*(?:[A-Z]|[iu](?:8|16|32|64|128|size)|f32|f64|bool|char|str|\(\))\]? as (?:core|alloc|std)::/,
    reason: 'standard library'
  },
  {
    origin: 'runtime',
    function:
      /^(?:_?_?rust_\w{1,60}|__rust\w{0,60}|_+libc_start\w{0,40}|_*start|_?_?clone3?|start_thread|_+pthread\w{1,40}|_?_?gnu_\w{1,40}|_Unwind_\w{1,40}|main|abort|raise|BaseThreadInitThunk|RtlUserThreadStart|invoke_main|__scrt_common_main\w{0,10})(?:@@?[\w.]{1,40})?$/,
    reason: 'runtime of Rust or C'
  }
]

import { folders, type LibraryRule } from '../library-rule.js'

export const rubyRules: readonly LibraryRule[] = [
  {
    origin: 'none',
    file: /^\((?:eval|irb|erb|execjs|pry|byebug)\b|^-e?$|^<(?:main|anonymous|eval)>$/,
    reason: 'code without a file'
  },
  {
    origin: 'tracer',
    file: /\/(?:ddtrace|datadog|datadog-[\w-]{1,40}|opentelemetry-[\w-]{1,60}|opentracing|newrelic_rpm|elastic-apm|skylight|scout_apm|appsignal|sentry-(?:ruby|rails|sidekiq|raven)|airbrake(?:-ruby)?|bugsnag|honeybadger|rollbar)-\d[\w.-]{0,40}\//,
    reason: 'tracer gem'
  },
  {
    origin: 'tracer',
    file: /^(?:ddtrace|datadog|newrelic_rpm|opentelemetry-[\w-]{1,60}|sentry-\w{1,20}) \(\d/,
    reason: 'tracer gem'
  },
  { origin: 'library', file: /^[\w-]{1,100} \(\d[\w.]{0,40}\) \S/, reason: 'gem with a version' },
  ...folders('library', [
    'gems',
    'bundler/gems',
    'vendor/bundle',
    'vendor/gems',
    'rubygems',
    'site_ruby',
    'vendor_ruby'
  ]),
  {
    origin: 'runtime',
    file: /^<internal:|(?:^|\/)(?:lib(?:64)?|share)\/(?:[\w-]{1,40}\/)?(?:ruby|jruby|truffleruby)\/(?:stdlib\/|\d)|(?:^|\/)rubinius\/|jruby\.home\/lib\/|\/truffleruby[\w.-]{0,40}\/lib\//,
    reason: 'standard library'
  },
  { origin: 'runtime', file: /^(?:org\/jruby|java|javax|jdk|sun)\/.{1,400}\.java$/, reason: 'JRuby or Java' },
  {
    origin: 'runtime',
    file: /^(?:RubyKernel|RubyArray|RubyHash|RubyProc|Ruby\w{1,40})\.java$/,
    reason: 'JRuby'
  },
  {
    origin: 'library',
    file: /(?:^|\/)(?:usr\/(?:local\/)?bin|\.rbenv\/[\w./-]{1,100}\/bin|\.rvm\/[\w./@-]{1,100}\/bin|bundle\/bin|opt\/rubies\/[\w./-]{1,60}\/bin|bin)\/(?:bundle|bundler|rspec|rake|ruby|irb|puma|unicorn|sidekiq|rackup|thin|resque|racksh|ruby_executable_hooks|spring)$/,
    reason: 'launcher script'
  }
]

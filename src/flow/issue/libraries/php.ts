import { folders, starts, type LibraryRule } from '../library-rule.js'

/** A frame's file is where the function was called from, so that whose the function is does not matter. */
export const phpRules: readonly LibraryRule[] = [
  { origin: 'none', file: /^\?$/, reason: 'no file is named' },
  { origin: 'runtime', file: /^(?:\[internal function\])?$/, reason: 'called by PHP itself' },
  ...folders('tracer', [
    'vendor/datadog',
    'vendor/open-telemetry',
    'vendor/opentracing',
    'vendor/sentry',
    'vendor/bugsnag',
    'vendor/rollbar',
    'opt/datadog-php',
    'opt/datadog/dd-library'
  ]),
  // Templates that the framework compiled, under names that change with the template.
  ...folders('generated', [
    'storage/framework/views',
    'storage/framework/cache',
    'bootstrap/cache',
    'var/cache',
    'app/cache',
    'cache/twig',
    'templates_c',
    'generated/code',
    'generated/metadata'
  ]),
  ...starts('library', ['phar://']),
  ...folders('library', [
    'vendor',
    'pear',
    'share/php',
    'wp-includes',
    'wp-admin',
    'core/lib/Drupal',
    'core/modules',
    'typo3/sysext',
    'typo3_src',
    'system/libraries',
    'lib/internal/Magento',
    'node_modules'
  ])
]

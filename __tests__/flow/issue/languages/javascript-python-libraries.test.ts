import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'

describe('a frame of JavaScript is in-app or not, and why', () => {
  it.each([
    ['/app/src/cart.ts', true, 'not a known library or runtime'],
    ['https://shop.test/static/main.3f2a.js', true, 'not a known library or runtime'],
    ['/app/src/framework/cart.js', true, 'not a known library or runtime'],
    ['/app/node_modules/.pnpm/x@1.0.0/node_modules/x/a.js', false, 'under node_modules'],
    ['/app/node_modules/@opentelemetry/api/a.js', false, 'under node_modules/@opentelemetry'],
    ['/app/.yarn/__virtual__/x-1/0/cache/a.js', false, 'under .yarn/__virtual__'],
    ['/app/.pnp.cjs', false, 'module loader'],
    ['https://cdn.jsdelivr.net/npm/x@1/a.js', false, 'host of packages'],
    ['https://js.stripe.com/v3/', false, 'script of another site'],
    ['https://stripe.shop.test/js.stripe.com.js', true, 'not a known library or runtime'],
    ['https://www.datadoghq-browser-agent.com/datadog-rum.js', false, 'script of a tracer'],
    ['https://shop.test/js/chunk-vendors.3f2a.js', false, 'bundle of libraries'],
    ['https://shop.test/_next/static/chunks/framework-3f2a.js', false, 'bundle of libraries'],
    ['safari-web-extension://a/b.js', false, 'safari-web-extension: file'],
    ['chrome://browser/content/a.js', false, 'chrome: file'],
    ['/var/runtime/index.mjs', false, 'runtime of AWS Lambda'],
    ['/var/task/index.mjs', true, 'not a known library or runtime'],
    ['blob:https://shop.test/1-2', false, 'inline script'],
    ['VM12', false, 'code without a file']
  ])('%s', (file, inApp, inAppReason) => {
    const trace = readStackTrace(`Error: x\n    at total (${file}:1:2)`)
    expect(trace.errors[0]?.frames[0]).toMatchObject({ file, inApp, inAppReason })
  })

  it('the wrapper of a tracer', () => {
    const trace = readStackTrace('Error: x\n    at sentryWrapped (https://shop.test/main.js:1:2)')
    expect(trace.errors[0]?.frames[0]).toMatchObject({ inApp: false, inAppReason: 'wrapper of a tracer' })
  })
})

describe('a frame of Python is in-app or not, and why', () => {
  it.each([
    ['/app/shop/cart.py', true, 'not a known library or runtime'],
    ['/app/lib/cart.py', true, 'not a known library or runtime'],
    ['/venv/lib/python3.12/site-packages/sentry_sdk/a.py', false, 'tracer package'],
    ['/app/opentelemetry/a.py', true, 'not a known library or runtime'],
    ['/home/site/wwwroot/.python_packages/lib/x/a.py', false, 'under .python_packages'],
    ['/app/.deps/x-1.0.whl/x/a.py', false, 'inside a package archive'],
    ['/opt/conda/envs/a/lib/python3.9/json/a.py', false, 'standard library'],
    ['/usr/lib/pypy3.9/json/a.py', false, 'standard library'],
    ['C:\\Users\\a\\miniconda3\\lib\\json\\a.py', false, 'standard library'],
    ['C:\\Python311\\Lib\\json\\a.py', false, 'standard library'],
    ['/var/lang/lib/python39.zip/json/a.py', false, 'standard library'],
    ['/var/runtime/bootstrap.py', false, 'runtime of AWS Lambda'],
    ['/opt/python/shared/a.py', false, 'layer of AWS Lambda'],
    ['<frozen importlib._bootstrap>', false, 'frozen module of the runtime'],
    ['<string>', false, 'code without a file'],
    ['/usr/local/bin/gunicorn', false, 'launcher script']
  ])('%s', (file, inApp, inAppReason) => {
    const trace = readStackTrace(`  File "${file}", line 1, in total`)
    expect(trace.errors[0]?.frames[0]).toMatchObject({ file, inApp, inAppReason })
  })
})

import { casesOf, type ClassCase } from './class-case.js'

const files = ['cart/cart.go', 'cart/items.go', 'api/orders.pb.go', 'cart/cart_test.go', 'oauth/token.go']
const frame = (name: string, file: string): string =>
  `acme.com/shop/${name}(0xc000010000)\n\t/app/${file}:12 +0x1d`
const at = frame('cart.(*Cart).Total', 'cart/cart.go')
const handler = frame('cart.List', 'cart/items.go')
const raised = 'panic({0x4a1f20?, 0x5b0a10?})\n\t/usr/local/go/src/runtime/panic.go:770 +0x132'
const index = 'runtime.goPanicIndex(0x3, 0x0)\n\t/usr/local/go/src/runtime/panic.go:114 +0x74'
const lib =
  'github.com/gin-gonic/gin.(*Context).Next(0xc0000)\n\t/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go:174 +0x2b'
const nil = 'runtime error: invalid memory address or nil pointer dereference'
const print = (type: string, message: string, frames: readonly string[]): string =>
  `${type}: ${message}\n\ngoroutine 1 [running]:\n${frames.join('\n')}`

/** Go 1.17 to 1.26. */
export const goCases: readonly ClassCase[] = casesOf({ language: 'go', files, print }, [
  ['null-safety-guard', 'nil', 'panic', nil, [at, handler]],
  ['null-safety-guard', 'nil, as a recovering function prints it', 'panic', nil, [raised, at, handler]],
  ['null-safety-guard', 'nil below a library', 'panic', nil, [at, lib]],
  [
    'missing-field-default',
    'a field of any JSON',
    'panic',
    'interface conversion: interface {} is nil, not string',
    [at]
  ],
  [
    'missing-field-default',
    'an interface',
    'panic',
    'interface conversion: interface {} is nil, not map[string]interface {}',
    [at]
  ],
  ['bounds-guard', 'an index', 'panic', 'runtime error: index out of range [3] with length 0', [at]],
  ['bounds-guard', 'an index below 0', 'panic', 'runtime error: index out of range [-1]', [index, at]],
  ['bounds-guard', 'a slice', 'panic', 'runtime error: slice bounds out of range [:3] with capacity 0', [at]],
  ['bounds-guard', 'a text', 'panic', 'runtime error: slice bounds out of range [5:3]', [at, handler]],
  ['none', 'our own panic', 'panic', 'cart is nil', [at]],
  ['none', 'our own panic with such words', 'panic', 'nil pointer dereference', [at]],
  ['none', 'an error that somebody panics with', 'panic', 'strconv.Atoi: parsing "x": invalid syntax', [at]],
  ['none', 'must', 'panic', nil, [frame('cart.MustLoad', 'cart/cart.go')]],
  ['none', 'a nil map that is written', 'panic', 'assignment to entry in nil map', [at]],
  ['none', 'divided by zero', 'panic', 'runtime error: integer divide by zero', [at]],
  ['none', 'another type', 'panic', 'interface conversion: interface {} is string, not int', [at]],
  ['none', 'a lock', 'fatal error', 'all goroutines are asleep - deadlock!', [at]],
  ['none', 'two goroutines', 'fatal error', 'concurrent map writes', [at]],
  ['none', 'no memory', 'fatal error', 'runtime: out of memory', [at]],
  ['none', 'a closed channel', 'panic', 'send on closed channel', [at]],
  ['none', 'a negative length', 'panic', 'runtime error: makeslice: len out of range', [at]],
  ['none', 'a library went wrong', 'panic', nil, [lib, at]],
  ['none', 'a context', '*errors.errorString', 'context deadline exceeded', [at]],
  ['none', 'generated', 'panic', nil, [frame('api.(*Order).Reset', 'api/orders.pb.go')]],
  ['none', 'a test', 'panic', nil, [frame('cart.TestTotal', 'cart/cart_test.go')]],
  ['denied', 'a token', 'panic', nil, [frame('oauth.Read', 'oauth/token.go')]]
])

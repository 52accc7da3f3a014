import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { framesOf } from '../trace-words.js'

describe('a frame of V8, Hermes, Bun, Deno or Edge has', () => {
  it.each([
    ['a function', 'at total (/app/src/cart.ts:12:5)', 'total @ /app/src/cart.ts:12:5'],
    ['a bare location', 'at /app/src/cart.ts:12:5', '- @ /app/src/cart.ts:12:5'],
    ['a file with spaces', 'at /srv/my shop/cart.js:1:2', '- @ /srv/my shop/cart.js:1:2'],
    ['brackets in the path', 'at page (/app/(shop)/[id]/page.js:3:4)', 'page @ /app/(shop)/[id]/page.js:3:4'],
    ['brackets and spaces in the path', 'at f (/app/cart (1).js:3:4)', 'f @ /app/cart (1).js:3:4'],
    ['the word "in" in the path', 'at f (/made in china/cart.js:3:4)', 'f @ /made in china/cart.js:3:4'],
    ['a Windows path', 'at total (C:\\shop\\cart.js:3:4)', 'total @ C:\\shop\\cart.js:3:4'],
    ['a network path', 'at total (\\\\host\\shop\\cart.js:3:4)', 'total @ \\\\host\\shop\\cart.js:3:4'],
    ['an awaited call', 'at async Cart.load (file:///app/a.mjs:3:4)', 'Cart.load @ file:///app/a.mjs:3:4'],
    ['an awaited module', 'at async file:///app/a.mjs:3:4', '- @ file:///app/a.mjs:3:4'],
    ['an awaited list', 'at async Promise.all (index 0)', 'Promise.all @ index 0'],
    ['a constructor', 'at new Cart (/app/cart.js:3:4)', 'new Cart @ /app/cart.js:3:4'],
    ['a getter', 'at get total [as total] (/app/a.js:3:4)', 'get total [as total] @ /app/a.js:3:4'],
    ['an alias', 'at Cart.sum [as total] (/app/cart.js:3:4)', 'Cart.sum [as total] @ /app/cart.js:3:4'],
    ['a private method', 'at Cart.#sum (/app/cart.js:3:4)', 'Cart.#sum @ /app/cart.js:3:4'],
    [
      'a computed name',
      'at Cart.[Symbol.iterator] (/app/a.js:3:4)',
      'Cart.[Symbol.iterator] @ /app/a.js:3:4'
    ],
    ['the engine', 'at Array.map (<anonymous>)', 'Array.map @ <anonymous>'],
    ['the engine, as of old', 'at Array.map (native)', 'Array.map @ native'],
    ['the engine, with a line', 'at f (native:7:39)', 'f @ native:7:39'],
    ['a module of Node.js', 'at run (node:internal/main:3:4)', 'run @ node:internal/main:3:4'],
    ['a module of Deno', 'at f (ext:core/01_core.js:3:4)', 'f @ ext:core/01_core.js:3:4'],
    ['a module of webpack', 'at f (webpack-internal:///./a.js:3:4)', 'f @ webpack-internal:///./a.js:3:4'],
    ['a route', 'at f (webpack-internal:///(rsc)/./a.js:3:4)', 'f @ webpack-internal:///(rsc)/./a.js:3:4'],
    ['a page', 'at http://localhost:5000/:50:19', '- @ http://localhost:5000/:50:19'],
    ['a page of another language', 'at f (https://shop.test/a.php:5:6)', 'f @ https://shop.test/a.php:5:6'],
    ['a blob', 'at f (blob:https://shop.test/1-2:3:4)', 'f @ blob:https://shop.test/1-2:3:4'],
    ['evaluated code', 'at eval (eval at f (/app/a.js:5:6), <anonymous>:1:2)', 'eval @ /app/a.js:5:6'],
    [
      'code evaluated by evaluated code',
      'at eval (eval at g (eval at f (/app/a.js:5:6), <anonymous>:1:1), <anonymous>:1:2)',
      'eval @ /app/a.js:5:6'
    ],
    ['code of a console', 'at <anonymous>:1:11', '- @ <anonymous>:1:11'],
    ['code of a virtual machine', 'at evalmachine.<anonymous>:1:2', '- @ evalmachine.<anonymous>:1:2'],
    [
      'WebAssembly',
      'at wasm://wasm/a-1f:wasm-function[12]:0xab',
      '- @ wasm://wasm/a-1f:wasm-function[12]:0xab'
    ],
    ['no column', 'at total (/app/cart.js:12)', 'total @ /app/cart.js:12'],
    ['no file', 'at handler (:3:10)', 'handler @ -:3:10'],
    ['a script without an ending', 'at sendMail (Code:12:9)', 'sendMail @ Code:12:9'],
    ['an error object that goes on', 'at total (/app/cart.js:12:5) {', 'total @ /app/cart.js:12:5'],
    ['another error of a list behind it', 'at total (/app/cart.js:12:5),', 'total @ /app/cart.js:12:5'],
    ['bytecode', 'at render (address at index.bundle:1:2345)', 'render @ index.bundle:1:2345'],
    ['the function behind it', 'at src/cart.js:104:10 in create', 'create @ src/cart.js:104:10'],
    ['an inline script', 'at f (data:text/javascript,throw 1;:1:3)', 'f @ <data:text/javascript>'],
    [
      'a function without a name',
      'at Anonymous function (https://shop.test/a.js:1:2)',
      '- @ https://shop.test/a.js:1:2'
    ]
  ])('%s', (_, line, frame) => {
    expect(framesOf(readStackTrace(`TypeError: boom\n    ${line}`))).toEqual([frame])
  })
})

describe('a frame of Firefox, Safari or React Native has', () => {
  it.each([
    ['a function', 'total@https://shop.test/cart.js:12:5', 'total @ https://shop.test/cart.js:12:5'],
    ['no function', '@https://shop.test/cart.js:12:5', '- @ https://shop.test/cart.js:12:5'],
    ['a bare address', 'https://shop.test/cart.js:12:5', '- @ https://shop.test/cart.js:12:5'],
    [
      'a function in a function',
      'total/<@https://shop.test/a.js:1:2',
      'total/< @ https://shop.test/a.js:1:2'
    ],
    ['its arguments', 'f("a@b", 2)@https://shop.test/a.js:12', 'f @ https://shop.test/a.js:12'],
    ['a computed name', 'o["a b"]@https://shop.test/a.js:1:2', 'o["a b"] @ https://shop.test/a.js:1:2'],
    ['an awaited call', 'async*f@https://shop.test/a.js:1:2', 'async*f @ https://shop.test/a.js:1:2'],
    [
      'what called it later',
      'promise callback*f@https://shop.test/a.js:1:2',
      'promise callback*f @ https://shop.test/a.js:1:2'
    ],
    ['a scoped package', 'f@/app/node_modules/@shop/a/b.js:1:2', 'f @ /app/node_modules/@shop/a/b.js:1:2'],
    ['the engine', 'map@[native code]', 'map @ [native code]'],
    ['code of Firefox itself', 'forEach@self-hosted:225:3', 'forEach @ self-hosted:225:3'],
    [
      'the module that was loaded',
      'f@resource://a/l.js -> resource://b/c.js:1:2',
      'f @ resource://b/c.js:1:2'
    ],
    ['global code', 'global code@https://shop.test/a.js:1:2', 'global code @ https://shop.test/a.js:1:2'],
    ['evaluated code', 'f@https://shop.test/a.js line 7 > eval:1:2', 'f @ https://shop.test/a.js:7'],
    ['a column alone', 'f@https://shop.test/a.js::11', 'f @ https://shop.test/a.js'],
    ['an unknown line', 'f@https://shop.test/a.js:0', 'f @ https://shop.test/a.js'],
    [
      'WebAssembly',
      'f@https://shop.test/a.wasm:wasm-function[3]:0x1',
      'f @ https://shop.test/a.wasm:wasm-function[3]:0x1'
    ],
    ['WebAssembly of Safari', '<?>.wasm-function[42]@[wasm code]', '<?>.wasm-function[42] @ [wasm code]'],
    ['a bundle', 'f@index.android.bundle:1:2', 'f @ index.android.bundle:1:2'],
    ['a bundle of a device', 'f@/var/c/x.app/main.jsbundle:1:2', 'f @ /var/c/x.app/main.jsbundle:1:2'],
    [
      'Opera 11',
      'called from line 27, column 8 in <anonymous function: run>(a) in file://host/a.js:',
      'run @ file://host/a.js:27:8'
    ],
    ['Opera 9', 'Line 44 of linked script file://host/a.js: In function run', 'run @ file://host/a.js:44']
  ])('%s', (_, line, frame) => {
    const frames = framesOf(readStackTrace(line))
    expect(frames.map((text) => text.replace(/:11$/, ''))).toEqual([frame])
  })
})

describe('no frame is', () => {
  it.each([
    'at 12:30 we meet',
    'at 12:30:45',
    'at 2026-03-01T10:15:30',
    'at 12.03.2026 10:15:30',
    'at the shop (room 5:10)',
    'at lunch/dinner 10:30:15',
    'at 10.0.0.1:8080',
    'at https://shop.test:8443',
    'at smtp (mail.test:25)',
    'at work (https://shop.test/x)',
    'at /etc/nginx/nginx.conf:12',
    'at src/index.js:7',
    'at <anonymous>',
    'in Cart (at src/index.js:7)',
    'bob@mail.test:25',
    'bob@mail.test:12:30',
    'git@github.test:org/repo.js:12',
    'root@host:/srv/app/x.js:12:1',
    'https://shop.test:8443',
    'http://shop.test/path:8080',
    'server 10.0.0.1:80:2',
    'image: nginx@sha256:12',
    '/app/cart.js:12',
    'f@https://shop.test/a.js:1:2 and other words',
    'f@https://shop.test/a.js:1:2 not https://shop.test/b.js:3:4',
    'thrown by f@https://shop.test/a.js:1:2'
  ])('%s', (line) => {
    expect(framesOf(readStackTrace(`Error: x\n${line}`))).toEqual([])
  })
})

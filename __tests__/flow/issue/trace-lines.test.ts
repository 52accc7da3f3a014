import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { traceLines } from '../../../src/flow/issue/trace-lines.js'
import { framesOf, headsOf } from './trace-words.js'

interface Sample {
  readonly language: string
  readonly plain: string
}

const samples: readonly Sample[] = [
  {
    language: 'JavaScript',
    plain:
      'TypeError: boom <x> & "y"\n    at Cart.<anonymous> (/app/cart.js:1:2)\n    at main (/app/main.js:3:4)'
  },
  {
    language: 'Firefox',
    plain: 'f@https://shop.test/a.js:1:2\nmap@[native code]\n@https://shop.test/b.js:3:4'
  },
  {
    language: 'Python',
    plain:
      'Traceback (most recent call last):\n  File "/app/a.py", line 1, in f\n    g("x")\n  File "/app/b.py", line 2, in <module>\n    h()\nValueError: bad'
  },
  {
    language: 'Java',
    plain:
      'java.lang.IllegalStateException: no cart\n\tat com.acme.Cart.total(Cart.java:12)\n\tat com.acme.Api.handle(Api.java:7)\nCaused by: java.io.IOException: closed\n\tat com.acme.Db.read(Db.java:1)'
  }
]

type Wrap = (text: string) => string

/** Every line behind what a logger or shipper prints. */
function behind(prefix: string): Wrap {
  return (text) => text.replace(/^/gm, prefix)
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const escape = String.fromCharCode(27)

const wraps: readonly (readonly [name: string, wrap: Wrap])[] = [
  ['a timestamp', behind('2026-03-01T10:00:00.123Z ')],
  ['a timestamp with an offset', behind('2026-03-01T10:00:00.123456+01:00 ')],
  ['timestamp, level and thread', behind('2026-03-01 10:00:00,123 ERROR [worker-1] ')],
  ['Log4j', behind('2026-03-01 10:00:00,123 ERROR [main] com.acme.Shop - ')],
  ['Logback', behind('10:00:00.123 [main] ERROR c.a.Shop - ')],
  ['Spring', behind('2026-03-01 10:00:00.123 ERROR 1234 --- [nio-1] c.a.shop.Cart            : ')],
  ['Gunicorn', behind('[2026-03-01 10:00:00 +0000] [123] [ERROR] ')],
  ['Celery', behind('[2026-03-01 10:00:00,123: ERROR/ForkPoolWorker-1] ')],
  ['logging', behind('ERROR:root:')],
  ['Uvicorn', behind('ERROR:    ')],
  ['Pino', behind('[10:00:00.123] ERROR (123): ')],
  ['NestJS', behind('[Nest] 123  - 03/01/2026, 10:00:00 AM   ERROR [Cart] ')],
  ['PM2', behind('0|app  | ')],
  ['Go', behind('2026/03/01 10:00:00 ')],
  ['glog', behind('E0301 10:00:00.123456 12345 file.cc:12] ')],
  ['PHP', behind('[01-Mar-2026 10:00:00 UTC] ')],
  ['Apache', behind('[Sun Mar 01 10:00:00.123456 2026] [php:error] [pid 12] [client 1.2.3.4:56] ')],
  ['syslog', behind('Mar  1 10:00:00 host node[123]: ')],
  ['syslog, RFC 5424', behind('<11>1 2026-03-01T10:00:00Z host app 123 - - ')],
  ['the kernel clock', behind('[  123.456789] ')],
  ['Docker Compose', behind('web-1  | ')],
  ['Docker Swarm', behind('web.1.abc@host    | ')],
  ['Kubernetes', behind('2026-03-01T10:00:00.123456789Z stderr F ')],
  ['kubectl', behind('[pod/web-abc/container] ')],
  ['Heroku', behind('2026-03-01T10:00:00.123456+00:00 app[web.1]: ')],
  ['AWS Lambda', behind('2026-03-01T10:00:00.123Z\t1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed\tERROR\t')],
  ['Android', behind('03-01 10:00:00.123  123  456 E AndroidRuntime: ')],
  ['Android, brief', behind('E/AndroidRuntime( 123): ')],
  ['Xcode', behind('2026-03-01 10:00:00.123456+0100 MyApp[1234:5678] ')],
  ['concurrently', behind('[0] ')],
  ['a quotation', behind('> ')],
  ['indentation', behind('      ')],
  ['no indentation', (text) => text.replace(/^\s+/gm, '')],
  ['tabs', (text) => text.replace(/^ +/gm, '\t')],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['CR', (text) => text.replaceAll('\n', '\r')],
  ['a block of Markdown', (text) => `\`\`\`\n${text}\n\`\`\``],
  ['colours', (text) => text.replace(/^(.*)$/gm, `${escape}[31m$1${escape}[39m`)],
  ['colours made visible', (text) => text.replace(/^(.*)$/gm, '\\u001b[31m$1\\u001b[39m')],
  ['escaped newlines', (text) => text.replaceAll('\n', '\\n').replaceAll('\t', '\\t')],
  ['newlines escaped twice', (text) => text.replaceAll('\n', '\\\\n')],
  ['JSON', (text) => JSON.stringify(text)],
  ['JSON in JSON', (text) => JSON.stringify(JSON.stringify(text))],
  [
    'JSON with escaped brackets',
    (text) => JSON.stringify(text).replaceAll('<', '\\u003c').replaceAll('>', '\\u003E')
  ],
  ['a record', (text) => JSON.stringify({ level: 'error', message: 'a "b"', stack: text, pid: 1 })],
  ['a record in a record', (text) => JSON.stringify({ log: `${JSON.stringify({ stack: text, pid: 1 })}\n` })],
  ['logfmt', (text) => `level=error stack=${JSON.stringify(text)} pid=1`],
  ['HTML', escapeHtml],
  ['HTML with breaks', (text) => escapeHtml(text).replaceAll('\n', '<br />')],
  ['rsyslog', (text) => text.replaceAll('\n', '#012').replaceAll('\t', '#011')],
  ['arrows of a console', (text) => text.replaceAll('\n', '↵')],
  ['bars', (text) => text.replaceAll('\n', ' | ')],
  ['one line', (text) => text.replaceAll('\n', ' ')]
]

describe.each(samples)('a trace of $language is the same with', ({ plain }) => {
  const trace = readStackTrace(plain)
  it.each(wraps)('%s', (_, wrap) => {
    const read = readStackTrace(wrap(plain))
    expect(read.errors.map((__, error) => framesOf(read, error))).toEqual(
      trace.errors.map((__, error) => framesOf(trace, error))
    )
    expect(headsOf(read)).toEqual(headsOf(trace))
  })
})

/** The languages whose traces are too unlike the samples for every wrapping. */
describe('newlines that JSON has escaped are those of a trace of', () => {
  it.each([
    [
      'Go',
      'panic: no cart\n\ngoroutine 1 [running]:\nmain.total(0x1)\n\t/app/cart.go:12 +0x1d\nmain.main()\n\t/app/main.go:7 +0x20'
    ],
    ['Ruby', "app/cart.rb:12:in 'total': no cart (RuntimeError)\n\tfrom app/api.rb:3:in 'call'"],
    [
      'PHP',
      'PHP Fatal error:  Uncaught LogicException: no cart in /app/Cart.php:12\nStack trace:\n#0 /app/Api.php(7): Cart->total()\n#1 {main}'
    ],
    [
      '.NET',
      'System.Exception: no cart\n   at Acme.Cart.Total() in /src/Cart.cs:line 12\n   at Acme.Api.Get() in /src/Api.cs:line 7'
    ],
    [
      'Rust',
      "thread 'main' panicked at src/cart.rs:12:5:\nno cart\nstack backtrace:\n   0: shop::total\n             at ./src/cart.rs:12:5\n   1: shop::main\n             at ./src/main.rs:3:5"
    ],
    ['Dart', '#0      Cart.total (package:shop/cart.dart:12:5)\n#1      main (package:shop/main.dart:3:1)'],
    ['Dart, terse', 'package:shop/cart.dart 12:5  Cart.total\npackage:shop/main.dart 3:1   main'],
    [
      'Elixir',
      '** (RuntimeError) no cart\n    (shop 0.1.0) lib/cart.ex:12: Shop.Cart.total/2\n    (shop 0.1.0) lib/api.ex:7: Shop.Api.get/1'
    ],
    [
      'Swift',
      '0   Shop    0x0000000104a1c2f4 Cart.total() + 84 (Cart.swift:12)\n1   Shop    0x0000000104a1c3a0 main + 32 (main.swift:3)'
    ]
  ])('%s', (_, plain) => {
    const trace = readStackTrace(plain)
    expect(framesOf(trace).length).toBeGreaterThan(0)
    expect(framesOf(readStackTrace(JSON.stringify(plain)))).toEqual(framesOf(trace))
  })
})

describe('is left as it is', () => {
  it.each([
    ['a Windows path', 'at total (C:\\new\\cart.js:1:2)'],
    ['an escaped newline that no line of a trace follows', 'expected "a\\nb" but got c'],
    ['the mark of the engine', '[native code]'],
    ['an ampersand of an address', 'at f (https://shop.test/a.js?b=1&lt=2&amp=3:1:2)'],
    ['indentation', '    at f (/a.js:1:2)']
  ])('%s', (_, text) => {
    expect(traceLines(text)).toEqual([text])
  })
})

it('a place in brackets behind a prefix is not part of the prefix', () => {
  expect(traceLines('2026-03-01T10:00:00Z [worker] [native code]')).toEqual(['[native code]'])
})

it('lines that are too long are cut, and give no frame', () => {
  const text = `Error: x\n    at f (/app/${'a'.repeat(3_000)}.js:1:2)\n    at g (/app/b.js:1:2)`
  expect(framesOf(readStackTrace(text))).toEqual(['g @ /app/b.js:1:2'])
})

import { casesOf, type ClassCase } from './class-case.js'

const files = [
  'shop/cart.py',
  'shop/loader.py',
  'shop/api_pb2.py',
  'tests/test_cart.py',
  'shop/settings.py',
  'shop/migrations/0002_total.py',
  'shop/payments.py'
]
const at = 'File "/app/shop/cart.py", line 12, in total'
const json = [
  'File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode',
  'File "/usr/lib/python3.11/json/decoder.py", line 337, in decode',
  'File "/usr/lib/python3.11/json/__init__.py", line 346, in loads'
]
const pandas = 'File "/usr/lib/python3/site-packages/pandas/core/frame.py", line 3, in __getitem__'

function print(type: string, message: string, frames: readonly string[]): string {
  const printed = [...frames].reverse().map((frame) => `  ${frame}\n    code()`)
  return [
    'Traceback (most recent call last):',
    ...printed,
    message === '' ? type : `${type}: ${message}`
  ].join('\n')
}

/** CPython 3.6 to 3.14. */
export const pythonCases: readonly ClassCase[] = casesOf({ language: 'python', files, print }, [
  [
    'null-safety-guard',
    'an attribute of None',
    'AttributeError',
    "'NoneType' object has no attribute 'price'",
    [at]
  ],
  [
    'null-safety-guard',
    'as the tracer names it',
    'builtins.AttributeError',
    "'NoneType' object has no attribute 'price'",
    [at]
  ],
  ['null-safety-guard', 'an item of None', 'TypeError', "'NoneType' object is not subscriptable", [at]],
  ['null-safety-guard', 'a loop over None', 'TypeError', "'NoneType' object is not iterable", [at]],
  ['null-safety-guard', 'the length of None', 'TypeError', "object of type 'NoneType' has no len()", [at]],
  ['null-safety-guard', 'in None', 'TypeError', "argument of type 'NoneType' is not iterable", [at]],
  [
    'null-safety-guard',
    'the same in 3.14',
    'TypeError',
    "argument of type 'NoneType' is not a container or iterable",
    [at]
  ],
  ['null-safety-guard', 'unpacks None', 'TypeError', 'cannot unpack non-iterable NoneType object', [at]],
  [
    'null-safety-guard',
    'adds None',
    'TypeError',
    "unsupported operand type(s) for +: 'NoneType' and 'int'",
    [at]
  ],
  [
    'null-safety-guard',
    'compares None',
    'TypeError',
    "'<' not supported between instances of 'NoneType' and 'int'",
    [at]
  ],
  [
    'null-safety-guard',
    'int of None',
    'TypeError',
    "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
    [at]
  ],
  [
    'null-safety-guard',
    'JSON of None',
    'TypeError',
    'the JSON object must be str, bytes or bytearray, not NoneType',
    [json[2] ?? '', at]
  ],
  ['missing-field-default', 'a key that is not there', 'KeyError', "'price'", [at]],
  ['missing-field-default', 'as the tracer names it', 'builtins.KeyError', "'line-items'", [at]],
  ['bounds-guard', 'past the end', 'IndexError', 'list index out of range', [at]],
  ['bounds-guard', 'of a text', 'IndexError', 'string index out of range', [at]],
  ['bounds-guard', 'pops nothing', 'IndexError', 'pop from empty list', [at]],
  ['bounds-guard', 'pops from an empty set', 'KeyError', "'pop from an empty set'", [at]],
  [
    'bounds-guard',
    'chooses from nothing',
    'IndexError',
    'Cannot choose from an empty sequence',
    ['File "/usr/lib/python3.11/random.py", line 370, in choice', at]
  ],
  ['bounds-guard', 'the maximum of nothing', 'ValueError', 'max() arg is an empty sequence', [at]],
  ['bounds-guard', 'the same from 3.12 on', 'ValueError', 'min() iterable argument is empty', [at]],
  ['bounds-guard', 'unpacks too few', 'ValueError', 'not enough values to unpack (expected 2, got 1)', [at]],
  [
    'bounds-guard',
    'the mean of nothing',
    'statistics.StatisticsError',
    'mean requires at least one data point',
    ['File "/usr/lib/python3.11/statistics.py", line 328, in mean', at]
  ],
  [
    'parse-guard',
    'no JSON',
    'json.decoder.JSONDecodeError',
    'Expecting value: line 1 column 1 (char 0)',
    [...json, at]
  ],
  [
    'parse-guard',
    'more than JSON',
    'json.decoder.JSONDecodeError',
    'Extra data: line 1 column 9 (char 8)',
    [...json.slice(1), at]
  ],
  ['parse-guard', 'no whole number', 'ValueError', "invalid literal for int() with base 10: '12,5'", [at]],
  ['parse-guard', 'no number', 'ValueError', "could not convert string to float: 'n/a'", [at]],
  [
    'parse-guard',
    'no such date',
    'ValueError',
    "time data '2024' does not match format '%d.%m.%Y'",
    [
      'File "/usr/lib/python3.11/_strptime.py", line 349, in _strptime',
      'File "/usr/lib/python3.11/_strptime.py", line 568, in _strptime_datetime',
      at
    ]
  ],
  ['parse-guard', 'no ISO date', 'ValueError', "Invalid isoformat string: 'soon'", [at]],
  [
    'parse-guard',
    'no UUID',
    'ValueError',
    'badly formed hexadecimal UUID string',
    ['File "/usr/lib/python3.11/uuid.py", line 177, in __init__', at]
  ],
  ['parse-guard', 'no decimal', 'decimal.InvalidOperation', "[<class 'decimal.ConversionSyntax'>]", [at]],
  ['none', 'an error of our own by the same name', 'shop.errors.KeyError', "'price'", [at]],
  ['none', 'a sentence is no key', 'KeyError', "'no such item in the cart'", [at]],
  ['none', 'a number is an id that somebody asked for', 'KeyError', '1234', [at]],
  ['none', 'a setting that is missing', 'KeyError', "'DATABASE_URL'", [at]],
  ['none', 'the environment', 'KeyError', "'QUEUE'", ['File "<frozen os>", line 679, in __getitem__', at]],
  ['none', 'a library looks for it', 'KeyError', "'price'", [pandas, at]],
  [
    'none',
    'a library uses None',
    'AttributeError',
    "'NoneType' object has no attribute 'items'",
    ['File "/usr/lib/python3/site-packages/requests/models.py", line 3, in prepare', at]
  ],
  ['none', 'another attribute', 'AttributeError', "'Cart' object has no attribute 'price'", [at]],
  [
    'none',
    'an import that went round',
    'AttributeError',
    "partially initialized module 'shop' has no attribute 'cart'",
    [at]
  ],
  ['none', 'None is called', 'TypeError', "'NoneType' object is not callable", [at]],
  ['none', 'None is awaited', 'TypeError', "object NoneType can't be used in 'await' expression", [at]],
  [
    'none',
    'what requests makes of a reply',
    'requests.exceptions.JSONDecodeError',
    'Expecting value: line 1 column 1 (char 0)',
    ['File "/usr/lib/python3/site-packages/requests/models.py", line 975, in json', at]
  ],
  [
    'none',
    'JSON of our own reader',
    'json.decoder.JSONDecodeError',
    'Expecting value: line 1 column 1 (char 0)',
    [at]
  ],
  [
    'none',
    'a reply, read by the standard library',
    'ValueError',
    "invalid literal for int() with base 16: b''",
    ['File "/usr/lib/python3.11/http/client.py", line 571, in _read_chunked', at]
  ],
  ['none', 'a rule of the shop', 'ValueError', 'price must not be negative', [at]],
  ['none', 'a file that is closed', 'ValueError', 'I/O operation on closed file', [at]],
  ['none', 'too many values is another format', 'ValueError', 'too many values to unpack (expected 2)', [at]],
  ['none', 'asserted', 'AssertionError', 'cart is None', [at]],
  [
    'none',
    'a function that demands it',
    'TypeError',
    "'NoneType' object is not subscriptable",
    ['File "/app/shop/loader.py", line 4, in require_cart', at]
  ],
  [
    'none',
    'answered with an error of our own',
    'KeyError',
    "'price'",
    [at],
    '\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "/app/shop/loader.py", line 9, in load\n    raise CartError from error\nshop.errors.CartError: no price'
  ],
  ['none', 'changed by another thread', 'RuntimeError', 'dictionary changed size during iteration', [at]],
  ['none', 'no memory', 'MemoryError', '', [at]],
  ['none', 'the database', 'django.db.utils.IntegrityError', 'NOT NULL constraint failed: cart.price', [at]],
  ['none', 'a time limit', 'TimeoutError', 'timed out', [at]],
  ['denied', 'rights of a file', 'PermissionError', "[Errno 13] Permission denied: '/tmp/x'", [at]],
  ['none', 'generated', 'KeyError', "'price'", ['File "/app/shop/api_pb2.py", line 4, in build']],
  [
    'none',
    'a test',
    'IndexError',
    'list index out of range',
    ['File "/app/tests/test_cart.py", line 4, in test_total']
  ],
  ['none', 'settings', 'KeyError', "'name'", ['File "/app/shop/settings.py", line 4, in <module>']],
  [
    'denied',
    'a migration',
    'KeyError',
    "'price'",
    ['File "/app/shop/migrations/0002_total.py", line 4, in forwards']
  ],
  ['denied', 'payments', 'KeyError', "'price'", ['File "/app/shop/payments.py", line 4, in capture']]
])

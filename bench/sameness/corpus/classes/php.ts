import { casesOf, type ClassCase } from './class-case.js'

const files = [
  'src/Cart.php',
  'src/CartController.php',
  'tests/CartTest.php',
  'src/Payment/Capture.php',
  'config/app.php'
]
const caller = '/app/src/CartController.php(30): Shop\\Cart->total()'
const inside = (name: string): string => `/app/src/Cart.php(12): ${name}`
const print = (type: string, message: string, frames: readonly string[]): string =>
  [
    `PHP Fatal error:  Uncaught ${type}: ${message} in /app/src/Cart.php:12`,
    'Stack trace:',
    ...frames.map((frame, index) => `#${index} ${frame}`),
    `#${frames.length} {main}`,
    '  thrown in /app/src/Cart.php on line 12'
  ].join('\n')
const laravel =
  '/app/src/Cart.php(12): Illuminate\\Foundation\\Bootstrap\\HandleExceptions->handleError(2, Object)'

/** PHP 7.4 to 8.4. */
export const phpCases: readonly ClassCase[] = casesOf({ language: 'php', files, print }, [
  ['null-safety-guard', 'a method of null', 'Error', 'Call to a member function price() on null', [caller]],
  [
    'null-safety-guard',
    'a property of null',
    'ErrorException',
    'Attempt to read property "price" on null',
    [laravel, caller]
  ],
  [
    'null-safety-guard',
    'an item of null',
    'ErrorException',
    'Trying to access array offset on value of type null',
    [caller]
  ],
  [
    'null-safety-guard',
    'the same in 8.3',
    'ErrorException',
    'Trying to access array offset on null',
    [caller]
  ],
  [
    'null-safety-guard',
    'a loop over null',
    'ErrorException',
    'foreach() argument must be of type array|object, null given',
    [caller]
  ],
  [
    'null-safety-guard',
    'null to a function of PHP',
    'TypeError',
    'count(): Argument #1 ($value) must be of type Countable|array, null given',
    [caller]
  ],
  ['missing-field-default', 'a key', 'ErrorException', 'Undefined array key "price"', [laravel, caller]],
  ['missing-field-default', 'a key in 7.4', 'ErrorException', 'Undefined index: price', [caller]],
  [
    'missing-field-default',
    'of decoded JSON',
    'ErrorException',
    'Undefined property: stdClass::$price',
    [caller]
  ],
  ['bounds-guard', 'an index', 'ErrorException', 'Undefined array key 3', [caller]],
  ['bounds-guard', 'an index in 7.4', 'ErrorException', 'Undefined offset: 3', [caller]],
  ['bounds-guard', 'of a text', 'ErrorException', 'Uninitialized string offset 5', [caller]],
  [
    'bounds-guard',
    'the maximum of nothing',
    'ValueError',
    'max(): Argument #1 ($value) must contain at least one element',
    [inside('max(Array)'), caller]
  ],
  [
    'parse-guard',
    'JSON',
    'JsonException',
    'Syntax error',
    [inside("json_decode('{', false, 512, 4194304)"), caller]
  ],
  [
    'parse-guard',
    'a date',
    'Exception',
    'Failed to parse time string (soon) at position 0 (s): The timezone could not be found in the database',
    [inside("DateTime->__construct('soon')"), caller]
  ],
  [
    'none',
    'an error of our own',
    'Shop\\CartException',
    'Call to a member function price() on null',
    [caller]
  ],
  [
    'none',
    'null to a function of ours',
    'TypeError',
    'Shop\\Cart::add(): Argument #1 ($item) must be of type Shop\\Item, null given, called in /app/src/CartController.php on line 30',
    [caller]
  ],
  [
    'none',
    'a value of ours',
    'TypeError',
    'Shop\\Cart::total(): Return value must be of type int, null returned',
    [caller]
  ],
  ['none', 'a property of a class', 'ErrorException', 'Undefined property: Shop\\Cart::$price', [caller]],
  ['none', 'a variable', 'ErrorException', 'Undefined variable $price', [caller]],
  ['none', 'no null', 'Error', 'Call to a member function format() on bool', [caller]],
  ['none', 'a method', 'Error', 'Call to undefined method Shop\\Cart::price()', [caller]],
  ['none', 'a division', 'DivisionByZeroError', 'Division by zero', [caller]],
  ['none', 'no memory', 'Error', 'Allowed memory size of 134217728 bytes exhausted', [caller]],
  ['none', 'a time limit', 'Error', 'Maximum execution time of 30 seconds exceeded', [caller]],
  [
    'none',
    'the database',
    'PDOException',
    "SQLSTATE[23000]: Integrity constraint violation: 1048 Column 'price' cannot be null",
    [inside('PDOStatement->execute()'), caller]
  ],
  ['none', 'JSON of our own reader', 'JsonException', 'Syntax error', [caller]],
  ['none', 'a setting', 'ErrorException', 'Undefined array key "DB_HOST"', [caller]],
  [
    'denied',
    'a payment',
    'Error',
    'Call to a member function id() on null',
    ['/app/src/Payment/Capture.php(30): Shop\\Payment\\Capture->run()']
  ]
])

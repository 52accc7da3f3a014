import { casesOf, type ClassCase } from './class-case.js'

const files = [
  'app/models/cart.rb',
  'app/services/loader.rb',
  'spec/cart_spec.rb',
  'db/migrate/20240101_add.rb',
  'config/routes.rb',
  'app/controllers/sessions_controller.rb'
]
const at = "/app/app/models/cart.rb:12:in `total'"
const call = (name: string): readonly string[] => [`/app/app/models/cart.rb:12:in \`${name}'`, at]
const activeRecord = "/usr/local/bundle/gems/activerecord-7.0.4/lib/active_record/core.rb:284:in `find'"
const loader = "/app/app/services/loader.rb:3:in `load'"
const print = (type: string, message: string, [first = '', ...rest]: readonly string[]): string =>
  [`${first}: ${message} (${type})`, ...rest.map((frame) => `\tfrom ${frame}`)].join('\n')

/** MRI 2.7 to 3.4. */
export const rubyCases: readonly ClassCase[] = casesOf({ language: 'ruby', files, print }, [
  [
    'null-safety-guard',
    'a method of nil',
    'NoMethodError',
    "undefined method `price' for nil:NilClass",
    [at, loader]
  ],
  ['null-safety-guard', 'the same in 3.3', 'NoMethodError', "undefined method `price' for nil", [at, loader]],
  [
    'null-safety-guard',
    'the same in 3.4',
    'NoMethodError',
    "undefined method 'price' for nil",
    ["/app/app/models/cart.rb:12:in 'Cart#total'", loader]
  ],
  [
    'null-safety-guard',
    'an item of nil',
    'NoMethodError',
    "undefined method `[]' for nil:NilClass",
    [at, loader]
  ],
  [
    'null-safety-guard',
    'adds to nil',
    'NoMethodError',
    "undefined method `+' for nil:NilClass",
    [at, loader]
  ],
  ['null-safety-guard', 'adds nil', 'TypeError', "nil can't be coerced into Integer", call('+')],
  ['null-safety-guard', 'joins nil', 'TypeError', 'no implicit conversion of nil into String', call('+')],
  [
    'null-safety-guard',
    'compares nil',
    'ArgumentError',
    'comparison of Integer with nil failed',
    call('max')
  ],
  ['missing-field-default', 'a symbol', 'KeyError', 'key not found: :price', call('fetch')],
  ['missing-field-default', 'a text', 'KeyError', 'key not found: "price"', call('fetch')],
  ['bounds-guard', 'an index', 'IndexError', 'index 3 outside of array bounds: -0...0', call('fetch')],
  ['bounds-guard', 'a field of a struct', 'IndexError', 'offset 5 too large for struct(size:1)', call('[]')],
  [
    'parse-guard',
    'JSON',
    'JSON::ParserError',
    "unexpected token at '{'",
    ["/usr/lib/ruby/3.1.0/json/common.rb:216:in `parse'", at]
  ],
  ['parse-guard', 'a whole number', 'ArgumentError', 'invalid value for Integer(): "x"', call('Integer')],
  ['parse-guard', 'a number', 'ArgumentError', 'invalid value for Float(): "x"', call('Float')],
  ['parse-guard', 'a date', 'Date::Error', 'invalid date', call('parse')],
  [
    'parse-guard',
    'a time',
    'ArgumentError',
    'no time information in "x"',
    ["/usr/lib/ruby/3.1.0/time.rb:383:in `parse'", at]
  ],
  [
    'none',
    'a method that is not there',
    'NoMethodError',
    "undefined method `price' for #<Cart:0x000055>",
    [at, loader]
  ],
  ['none', 'a write', 'NoMethodError', "undefined method `price=' for nil:NilClass", [at, loader]],
  ['none', 'an error of our own', 'Cart::MissingError', 'key not found: :price', [at, loader]],
  ['none', 'words of our own', 'KeyError', 'no price for this item', [at, loader]],
  ['none', 'thrown by ourselves', 'KeyError', 'key not found: :price', [at, loader]],
  ['none', 'the environment', 'KeyError', 'key not found: "REDIS_URL"', call('fetch')],
  ['none', 'a library', 'NoMethodError', "undefined method `each' for nil:NilClass", [activeRecord, at]],
  [
    'none',
    'a row that is not there',
    'ActiveRecord::RecordNotFound',
    "Couldn't find Cart with 'id'=3",
    [activeRecord, at]
  ],
  [
    'none',
    'the database',
    'ActiveRecord::NotNullViolation',
    'PG::NotNullViolation: ERROR: null value in column "price"',
    [activeRecord, at]
  ],
  [
    'none',
    'checked by hand',
    'NoMethodError',
    "undefined method `id' for nil:NilClass",
    ["/app/app/services/loader.rb:3:in `ensure_loaded'", at]
  ],
  [
    'none',
    'the wrong number',
    'ArgumentError',
    'wrong number of arguments (given 1, expected 2)',
    [at, loader]
  ],
  [
    'none',
    'the network',
    'Net::ReadTimeout',
    'Net::ReadTimeout with #<TCPSocket:(closed)>',
    ["/usr/lib/ruby/3.1.0/net/protocol.rb:219:in `rbuf_fill'", at]
  ],
  ['none', 'a frozen text', 'FrozenError', 'can\'t modify frozen String: "a"', [at, loader]],
  [
    'none',
    'a test',
    'NoMethodError',
    "undefined method `price' for nil:NilClass",
    ["/app/spec/cart_spec.rb:3:in `block in <top (required)>'", "/app/spec/cart_spec.rb:1:in `<main>'"]
  ],
  [
    'denied',
    'a session',
    'NoMethodError',
    "undefined method `name' for nil:NilClass",
    ["/app/app/controllers/sessions_controller.rb:3:in `show'", loader]
  ],
  [
    'denied',
    'a migration',
    'NoMethodError',
    "undefined method `name' for nil:NilClass",
    ["/app/db/migrate/20240101_add.rb:3:in `change'", loader]
  ]
])

import { casesOf, type ClassCase } from './class-case.js'

const files = [
  'lib/shop/cart.ex',
  'lib/shop/items.ex',
  'test/cart_test.exs',
  'lib/shop/accounts/user_auth.ex',
  'config/runtime.exs'
]
const at = '(shop 0.1.0) lib/shop/cart.ex:12: Shop.Cart.total/1'
const items = '(shop 0.1.0) lib/shop/items.ex:3: Shop.Items.list/1'
const enumMax = '(elixir 1.14.0) lib/enum.ex:1855: Enum.max/1'
const badArgument = 'errors were found at the given arguments:\n\n  * 1st argument: not a nonempty list'
const print = (type: string, message: string, frames: readonly string[]): string =>
  [`** (${type}) ${message}`, ...frames.map((frame) => `    ${frame}`)].join('\n')

/** Elixir 1.12 to 1.18. */
export const elixirCases: readonly ClassCase[] = casesOf({ language: 'elixir', files, print }, [
  ['null-safety-guard', 'a field of nil', 'KeyError', 'key :price not found in: nil', [at, items]],
  [
    'null-safety-guard',
    'the same with advice',
    'KeyError',
    'key :price not found in: nil. If you are using the dot syntax, such as map.field, make sure the left-hand side of the dot is a map',
    [at, items]
  ],
  [
    'null-safety-guard',
    'a map that is nil',
    'BadMapError',
    'expected a map, got: nil',
    ['(elixir 1.14.0) lib/map.ex:534: Map.get(nil, :a, nil)', at]
  ],
  [
    'null-safety-guard',
    'a function of nil',
    'UndefinedFunctionError',
    'function nil.price/0 is undefined',
    ['nil.price()', at]
  ],
  [
    'null-safety-guard',
    'a list that is nil',
    'Protocol.UndefinedError',
    'protocol Enumerable not implemented for nil of type Atom',
    [
      '(elixir 1.14.0) lib/enum.ex:1: Enumerable.impl_for!/1',
      '(elixir 1.14.0) lib/enum.ex:166: Enumerable.reduce/3',
      at
    ]
  ],
  ['missing-field-default', 'a field', 'KeyError', 'key :price not found in: %{name: "a"}', [at, items]],
  [
    'missing-field-default',
    'a text',
    'KeyError',
    'key "price" not found in: %{}',
    [':erlang.map_get("price", %{})', at]
  ],
  [
    'missing-field-default',
    'an option',
    'KeyError',
    'key :price not found in: []',
    ['(elixir 1.14.0) lib/keyword.ex:595: Keyword.fetch!/2', at]
  ],
  ['bounds-guard', 'the maximum of nothing', 'Enum.EmptyError', 'empty error', [enumMax, at]],
  [
    'bounds-guard',
    'past the end',
    'Enum.OutOfBoundsError',
    'out of bounds error',
    ['(elixir 1.14.0) lib/enum.ex:1072: Enum.fetch!/2', at]
  ],
  ['bounds-guard', 'the head of nothing', 'ArgumentError', badArgument, [':erlang.hd([])', at]],
  [
    'parse-guard',
    'a whole number',
    'ArgumentError',
    'errors were found at the given arguments:\n\n  * 1st argument: not a textual representation of an integer',
    [':erlang.binary_to_integer("x")', at]
  ],
  [
    'parse-guard',
    'a date',
    'ArgumentError',
    'cannot parse "x" as date, reason: :invalid_format',
    ['(elixir 1.14.0) lib/calendar/date.ex:369: Date.from_iso8601!/2', at]
  ],
  [
    'parse-guard',
    'JSON',
    'Jason.DecodeError',
    'unexpected byte at position 0: 0x7B ("{")',
    ['(jason 1.4.0) lib/jason.ex:92: Jason.decode!/2', at]
  ],
  ['none', 'an error of our own', 'Shop.KeyError', 'key :price not found in: nil', [at, items]],
  ['none', 'raised', 'RuntimeError', 'no cart', [at, items]],
  ['none', 'no match', 'MatchError', 'no match of right hand side value: nil', [at, items]],
  ['none', 'no case', 'CaseClauseError', 'no case clause matching: nil', [at, items]],
  [
    'none',
    'no clause',
    'FunctionClauseError',
    'no function clause matching in Shop.Cart.total/1',
    [at, items]
  ],
  [
    'none',
    'raised by ourselves',
    'ArgumentError',
    'cannot parse "x" as date, reason: :invalid_format',
    [at, items]
  ],
  ['none', 'another argument', 'ArgumentError', badArgument, [':erlang.send(:nobody, 1)', at]],
  [
    'none',
    'the environment',
    'System.EnvError',
    'could not fetch environment variable "HOST" because it is not set',
    ['(elixir 1.14.0) lib/system.ex:706: System.fetch_env!/1', at]
  ],
  ['none', 'a setting', 'KeyError', 'key "DATABASE_URL" not found in: %{}', [at, items]],
  [
    'none',
    'a row',
    'Ecto.NoResultsError',
    'expected at least one result but got none in query',
    ['(ecto 3.9.4) lib/ecto/repo/queryable.ex:164: Ecto.Repo.Queryable.one!/3', at]
  ],
  [
    'none',
    'a library',
    'KeyError',
    'key :price not found in: nil',
    ['(phoenix 1.7.0) lib/phoenix/conn.ex:3: Phoenix.Conn.get/2', at]
  ],
  [
    'none',
    'a reply',
    'Jason.DecodeError',
    'unexpected byte at position 0: 0x3C ("<")',
    ['(jason 1.4.0) lib/jason.ex:92: Jason.decode!/2', at]
  ],
  [
    'none',
    'a process',
    'DBConnection.ConnectionError',
    'connection not available and request was dropped from queue after 2000ms',
    ['(db_connection 2.4.3) lib/db_connection.ex:3: DBConnection.run/3', at]
  ],
  [
    'denied',
    'a login',
    'KeyError',
    'key :name not found in: nil',
    ['(shop 0.1.0) lib/shop/accounts/user_auth.ex:3: Shop.Accounts.UserAuth.fetch/1', at]
  ]
])

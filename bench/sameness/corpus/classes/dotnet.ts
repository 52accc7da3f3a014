import { casesOf, headFirst, type ClassCase } from './class-case.js'

const files = [
  'src/Shop/Cart.cs',
  'src/Shop/Loader.cs',
  'src/Shop/Model.Designer.cs',
  'tests/CartTests.cs',
  'src/Shop/Security/Tokens.cs'
]
const at = 'Acme.Shop.Cart.Total(Item item) in /app/src/Shop/Cart.cs:line 12'
const loader = 'Acme.Shop.Loader.Load() in /app/src/Shop/Loader.cs:line 3'
const nre = 'System.NullReferenceException'
const nul = 'Object reference not set to an instance of an object.'
const list = [
  'System.ThrowHelper.ThrowArgumentOutOfRange_IndexMustBeLessException()',
  'System.Collections.Generic.List`1.get_Item(Int32 index)'
]
const number = [
  'System.Number.ThrowFormatException[TChar](ReadOnlySpan`1 value)',
  'System.Int32.Parse(String s)'
]
const json = [
  'System.Text.Json.ThrowHelper.ReThrowWithPath(ReadStack& state, JsonReaderException ex)',
  'System.Text.Json.JsonSerializer.Deserialize[TValue](String json, JsonSerializerOptions options)'
]

/** .NET Framework 4.8, .NET 5 to 9. */
export const dotnetCases: readonly ClassCase[] = casesOf(
  { language: 'dotnet', files, print: headFirst('   at ') },
  [
    ['null-safety-guard', 'null', nre, nul, [at]],
    ['null-safety-guard', 'null, further in', nre, nul, [at, loader]],
    [
      'null-safety-guard',
      'an empty Nullable',
      'System.InvalidOperationException',
      'Nullable object must have a value.',
      [
        'System.ThrowHelper.ThrowInvalidOperationException_InvalidOperation_NoValue()',
        'System.Nullable`1.get_Value()',
        at
      ]
    ],
    [
      'missing-field-default',
      'a key',
      'System.Collections.Generic.KeyNotFoundException',
      "The given key 'price' was not present in the dictionary.",
      ['System.Collections.Generic.Dictionary`2.get_Item(TKey key)', at]
    ],
    [
      'missing-field-default',
      'a key in the Framework',
      'System.Collections.Generic.KeyNotFoundException',
      'The given key was not present in the dictionary.',
      ['System.Collections.Generic.Dictionary`2.get_Item(TKey key)', at]
    ],
    [
      'bounds-guard',
      'an array',
      'System.IndexOutOfRangeException',
      'Index was outside the bounds of the array.',
      [at]
    ],
    [
      'bounds-guard',
      'a list',
      'System.ArgumentOutOfRangeException',
      "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')",
      [...list, at]
    ],
    [
      'bounds-guard',
      'first of nothing',
      'System.InvalidOperationException',
      'Sequence contains no elements',
      [
        'System.Linq.ThrowHelper.ThrowNoElementsException()',
        'System.Linq.Enumerable.First[TSource](IEnumerable`1 source)',
        at
      ]
    ],
    [
      'bounds-guard',
      'an empty stack',
      'System.InvalidOperationException',
      'Stack empty.',
      [
        'System.Collections.Generic.Stack`1.ThrowForEmptyStack()',
        'System.Collections.Generic.Stack`1.Pop()',
        at
      ]
    ],
    [
      'parse-guard',
      'a whole number',
      'System.FormatException',
      "The input string '12x' was not in a correct format.",
      [...number, at]
    ],
    [
      'parse-guard',
      'the same in .NET 6',
      'System.FormatException',
      'Input string was not in a correct format.',
      [...number, at]
    ],
    [
      'parse-guard',
      'a date',
      'System.FormatException',
      "String 'soon' was not recognized as a valid DateTime.",
      [
        'System.DateTimeParse.Parse(ReadOnlySpan`1 s, DateTimeFormatInfo dtfi, DateTimeStyles styles)',
        'System.DateTime.Parse(String s)',
        at
      ]
    ],
    [
      'parse-guard',
      'JSON',
      'System.Text.Json.JsonException',
      "'a' is an invalid start of a value. Path: $ | LineNumber: 0 | BytePositionInLine: 0.",
      [...json, at]
    ],
    ['none', 'a type of our own', 'Acme.Shop.NullReferenceException', nul, [at]],
    ['none', 'words of our own', nre, 'cart was null', [at]],
    [
      'none',
      'an argument',
      'System.ArgumentNullException',
      "Value cannot be null. (Parameter 'item')",
      ['System.ArgumentNullException.Throw(String paramName)', at]
    ],
    ['none', 'a library', nre, nul, ['Newtonsoft.Json.Linq.JToken.op_Explicit(JToken value)', at]],
    [
      'none',
      'a query of the database',
      'System.InvalidOperationException',
      'Sequence contains no elements',
      [
        'System.Linq.ThrowHelper.ThrowNoElementsException()',
        'Microsoft.EntityFrameworkCore.Query.Internal.QueryCompiler.Execute[TResult](Expression query)',
        at
      ]
    ],
    [
      'none',
      'thrown by ourselves',
      'System.InvalidOperationException',
      'Sequence contains no elements',
      [at]
    ],
    [
      'none',
      'thrown by ourselves',
      'System.FormatException',
      'Input string was not in a correct format.',
      [at]
    ],
    [
      'none',
      'a reply',
      'System.Text.Json.JsonException',
      "'<' is an invalid start of a value. Path: $ | LineNumber: 0 | BytePositionInLine: 0.",
      [...json, at]
    ],
    [
      'none',
      'read from a connection',
      'System.Text.Json.JsonException',
      'The JSON value could not be converted. Path: $ | LineNumber: 0 | BytePositionInLine: 1.',
      [
        ...json,
        'System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsyncCore[T](HttpContent content)',
        at
      ]
    ],
    [
      'none',
      'two threads',
      'System.InvalidOperationException',
      'Collection was modified; enumeration operation may not execute.',
      ['System.Collections.Generic.List`1.Enumerator.MoveNext()', at]
    ],
    [
      'none',
      'two threads',
      'System.IndexOutOfRangeException',
      'Index was outside the bounds of the array.',
      [
        'System.Collections.Generic.Dictionary`2.TryInsert(TKey key, TValue value, InsertionBehavior behavior)',
        at
      ]
    ],
    [
      'none',
      'a function that demands it',
      nre,
      nul,
      ['Acme.Shop.Loader.EnsureLoaded() in /app/src/Shop/Loader.cs:line 3', at]
    ],
    ['none', 'no memory', 'System.OutOfMemoryException', 'Exception was thrown.', [at]],
    ['none', 'a cast', 'System.InvalidCastException', 'Unable to cast object of type', [at]],
    ['none', 'a time limit', 'System.Threading.Tasks.TaskCanceledException', 'A task was canceled.', [at]],
    ['none', 'generated', nre, nul, ['Acme.Shop.Model.Init() in /app/src/Shop/Model.Designer.cs:line 3']],
    ['none', 'a test', nre, nul, ['Acme.Shop.CartTests.Total() in /app/tests/CartTests.cs:line 3']],
    [
      'denied',
      'security',
      nre,
      nul,
      ['Acme.Shop.Security.Tokens.Read() in /app/src/Shop/Security/Tokens.cs:line 3']
    ]
  ]
)

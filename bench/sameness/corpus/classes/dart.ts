import { casesOf, type ClassCase } from './class-case.js'

const files = [
  'lib/cart.dart',
  'lib/items.dart',
  'lib/model.g.dart',
  'lib/login_page.dart',
  'test/cart_test.dart'
]
const at = 'CartPage.total (package:shop/cart.dart:12:5)'
const print = (type: string, message: string, frames: readonly string[]): string =>
  [
    [type, message].filter((part) => part !== '').join(': '),
    ...frames.map((frame, index) => `#${index}      ${frame}`)
  ].join('\n')
const json = [
  '_ChunkedJsonParser.fail (dart:convert-patch/convert_patch.dart:1383:5)',
  '_parseJson (dart:convert-patch/convert_patch.dart:40:10)',
  'JsonDecoder.convert (dart:convert/json.dart:610:36)',
  'jsonDecode (dart:convert/json.dart:96:10)'
]

/** The VM, and Flutter ahead of time. */
export const dartCases: readonly ClassCase[] = casesOf(
  { language: 'dart', files, platform: 'FLUTTER', print },
  [
    ['null-safety-guard', 'a null check', '_TypeError', 'Null check operator used on a null value', [at]],
    [
      'null-safety-guard',
      'without a type',
      '',
      'Null check operator used on a null value',
      [at, '_State.build (package:shop/items.dart:3:1)']
    ],
    [
      'null-safety-guard',
      'before null safety',
      'NoSuchMethodError',
      "The getter 'price' was called on null.\nReceiver: null",
      ['Object.noSuchMethod (dart:core-patch/object_patch.dart:38:5)', at]
    ],
    [
      'missing-field-default',
      'a cast',
      '_TypeError',
      "type 'Null' is not a subtype of type 'String' in type cast",
      [at]
    ],
    [
      'missing-field-default',
      'an assignment',
      '_TypeError',
      "type 'Null' is not a subtype of type 'int'",
      [at]
    ],
    [
      'bounds-guard',
      'an index',
      'RangeError',
      'RangeError (index): Invalid value: Not in inclusive range 0..2: 3',
      ['List.[] (dart:core-patch/growable_array.dart:264:36)', at]
    ],
    [
      'bounds-guard',
      'an empty list',
      'RangeError',
      '(index): Invalid value: Valid value range is empty: 0',
      ['List.[] (dart:core-patch/growable_array.dart:264:36)', at]
    ],
    [
      'bounds-guard',
      'first of nothing',
      'StateError',
      'Bad state: No element',
      ['List.first (dart:core-patch/growable_array.dart:343:5)', at]
    ],
    [
      'bounds-guard',
      'where nothing fits',
      'StateError',
      'No element',
      ['Iterable.firstWhere (dart:core/iterable.dart:800:5)', at]
    ],
    [
      'bounds-guard',
      'a part of a text',
      'RangeError',
      '(end): Invalid value: Only valid value is 0: 3',
      [
        'RangeError.checkValidRange (dart:core/errors.dart:365:9)',
        'String.substring (dart:core-patch/string_patch.dart:401:27)',
        at
      ]
    ],
    [
      'parse-guard',
      'a whole number',
      'FormatException',
      'Invalid radix-10 number (at character 1)\nx',
      [
        'int._handleFormatError (dart:core-patch/integers_patch.dart:126:5)',
        'int.parse (dart:core-patch/integers_patch.dart:55:14)',
        at
      ]
    ],
    ['parse-guard', 'JSON', 'FormatException', 'Unexpected character (at character 1)\nabc', [...json, at]],
    [
      'parse-guard',
      'a date',
      'FormatException',
      'Invalid date format\nsoon',
      ['DateTime.parse (dart:core/date_time.dart:340:7)', at]
    ],
    ['none', 'words of our own', 'FormatException', 'no quantity', [at]],
    ['none', 'a state of our own', 'StateError', 'No element', [at]],
    [
      'none',
      'a stream',
      'StateError',
      'Bad state: Stream has already been listened to.',
      ['_StreamController._subscribe (dart:async/stream_controller.dart:676:7)', at]
    ],
    ['none', 'another cast', '_TypeError', "type 'String' is not a subtype of type 'int'", [at]],
    [
      'none',
      'a late field',
      'LateError',
      "LateInitializationError: Field 'cart' has not been initialized.",
      [at]
    ],
    [
      'none',
      'a library',
      '_TypeError',
      'Null check operator used on a null value',
      ['Navigator.of (package:flutter/src/widgets/navigator.dart:2918:40)', at]
    ],
    ['none', 'a disposed widget', 'FlutterError', 'setState() called after dispose()', [at]],
    [
      'none',
      'the network',
      'SocketException',
      'Failed host lookup',
      ['_NativeSocket.startConnect (dart:io-patch/socket_patch.dart:678:35)', at]
    ],
    [
      'none',
      'a reply',
      'FormatException',
      'Unexpected character (at character 1)\n<html>',
      ['_parse (dart:_http/http_parser.dart:3:1)', at]
    ],
    [
      'none',
      'asserted',
      '_AssertionError',
      "'package:shop/cart.dart': Failed assertion: line 3 pos 4: 'cart != null': is not true.",
      [at]
    ],
    ['none', 'argument', 'ArgumentError', 'Must not be null', [at]],
    [
      'none',
      'generated',
      '_TypeError',
      "type 'Null' is not a subtype of type 'String' in type cast",
      ['_$CartFromJson (package:shop/model.g.dart:3:1)']
    ],
    [
      'none',
      'a test',
      '_TypeError',
      'Null check operator used on a null value',
      ['main (file:///app/test/cart_test.dart:3:1)']
    ],
    [
      'denied',
      'the page of a login',
      '_TypeError',
      'Null check operator used on a null value',
      ['build (package:shop/login_page.dart:3:1)']
    ]
  ]
)

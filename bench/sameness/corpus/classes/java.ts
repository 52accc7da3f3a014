import { casesOf, headFirst, type ClassCase } from './class-case.js'

import { files, at, kt, scala, npe, jackson } from './java-frames.js'

/** OpenJDK 8 to 24, Android, Kotlin, Scala. */
export const javaSafeCases: readonly ClassCase[] = casesOf(
  { language: 'java', files, print: headFirst('\tat ') },
  [
    [
      'null-safety-guard',
      'as the runtime explains it',
      npe,
      'Cannot invoke "com.acme.shop.Item.price()" because "item" is null',
      [at]
    ],
    ['null-safety-guard', 'a field', npe, 'Cannot read field "price" because "this.item" is null', [at]],
    [
      'null-safety-guard',
      'unboxing',
      npe,
      'Cannot invoke "java.lang.Integer.intValue()" because "<local4>" is null',
      [at]
    ],
    ['null-safety-guard', 'an array', npe, 'Cannot load from int array because "<local1>" is null', [at]],
    ['null-safety-guard', 'before Java 14', npe, '', [at]],
    [
      'null-safety-guard',
      'Android',
      npe,
      "Attempt to invoke virtual method 'int java.lang.String.length()' on a null object reference",
      [at]
    ],
    [
      'null-safety-guard',
      'null as a key',
      npe,
      'Cannot invoke "Object.hashCode()" because "key" is null',
      ['java.base/java.util.concurrent.ConcurrentHashMap.get(ConcurrentHashMap.java:936)', at]
    ],
    [
      'null-safety-guard',
      'an empty Optional',
      'java.util.NoSuchElementException',
      'No value present',
      ['java.base/java.util.Optional.get(Optional.java:143)', at]
    ],
    [
      'null-safety-guard',
      'None of Scala',
      'java.util.NoSuchElementException',
      'None.get',
      ['scala.None$.get(Option.scala:627)', 'scala.None$.get(Option.scala:626)', scala]
    ],
    ['null-safety-guard', '!! of Kotlin', npe, '', [kt]],
    [
      'null-safety-guard',
      'inside of a framework that wraps it',
      'jakarta.servlet.ServletException',
      'Request processing failed',
      ['org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1014)'],
      `Caused by: ${npe}: Cannot invoke "Item.price()" because "item" is null\n\tat ${at}`
    ],
    [
      'missing-field-default',
      'org.json on Android',
      'org.json.JSONException',
      'No value for price',
      [
        'org.json.JSONObject.get(JSONObject.java:389)',
        'org.json.JSONObject.getString(JSONObject.java:550)',
        at
      ]
    ],
    [
      'missing-field-default',
      'a map of Kotlin',
      'java.util.NoSuchElementException',
      'Key price is missing in the map.',
      [
        'kotlin.collections.MapsKt__MapWithDefaultKt.getOrImplicitDefaultNullable(MapWithDefault.kt:24)',
        'kotlin.collections.MapsKt__MapsKt.getValue(Maps.kt:360)',
        kt
      ]
    ],
    [
      'missing-field-default',
      'a map of Scala',
      'java.util.NoSuchElementException',
      'key not found: price',
      [
        'scala.collection.MapOps.default(Map.scala:289)',
        'scala.collection.MapOps.apply(Map.scala:176)',
        scala
      ]
    ],
    [
      'bounds-guard',
      'an array',
      'java.lang.ArrayIndexOutOfBoundsException',
      'Index 1 out of bounds for length 0',
      [at]
    ],
    ['bounds-guard', 'an array before Java 11', 'java.lang.ArrayIndexOutOfBoundsException', '3', [at]],
    [
      'bounds-guard',
      'an array on Android',
      'java.lang.ArrayIndexOutOfBoundsException',
      'length=3; index=3',
      [at]
    ],
    [
      'bounds-guard',
      'a list',
      'java.lang.IndexOutOfBoundsException',
      'Index 3 out of bounds for length 0',
      [
        'java.base/jdk.internal.util.Preconditions.outOfBounds(Preconditions.java:64)',
        'java.base/jdk.internal.util.Preconditions.checkIndex(Preconditions.java:266)',
        'java.base/java.util.Objects.checkIndex(Objects.java:361)',
        'java.base/java.util.ArrayList.get(ArrayList.java:427)',
        at
      ]
    ],
    [
      'bounds-guard',
      'a list in Java 8',
      'java.lang.IndexOutOfBoundsException',
      'Index: 3, Size: 0',
      [
        'java.util.ArrayList.rangeCheck(ArrayList.java:657)',
        'java.util.ArrayList.get(ArrayList.java:433)',
        at
      ]
    ],
    [
      'bounds-guard',
      'a text',
      'java.lang.StringIndexOutOfBoundsException',
      'begin 5, end 2, length 2',
      [
        'java.base/java.lang.String.checkBoundsBeginEnd(String.java:4606)',
        'java.base/java.lang.String.substring(String.java:2709)',
        at
      ]
    ],
    [
      'bounds-guard',
      'first of an empty list',
      'java.util.NoSuchElementException',
      'List is empty.',
      ['kotlin.collections.CollectionsKt___CollectionsKt.first(_Collections.kt:214)', kt]
    ],
    [
      'bounds-guard',
      'an iterator at its end',
      'java.util.NoSuchElementException',
      '',
      ['java.base/java.util.ArrayList$Itr.next(ArrayList.java:970)', at]
    ],
    [
      'bounds-guard',
      'an empty list of Scala',
      'java.util.NoSuchElementException',
      'head of empty list',
      ['scala.collection.immutable.Nil$.head(List.scala:662)', scala]
    ],
    [
      'parse-guard',
      'a whole number',
      'java.lang.NumberFormatException',
      'For input string: "12x"',
      [
        'java.base/java.lang.NumberFormatException.forInputString(NumberFormatException.java:67)',
        'java.base/java.lang.Integer.parseInt(Integer.java:668)',
        at
      ]
    ],
    [
      'parse-guard',
      'null as a number',
      'java.lang.NumberFormatException',
      'Cannot parse null string',
      ['java.base/java.lang.Integer.parseInt(Integer.java:630)', at]
    ],
    [
      'parse-guard',
      'a date',
      'java.time.format.DateTimeParseException',
      "Text 'soon' could not be parsed at index 0",
      [
        'java.base/java.time.format.DateTimeFormatter.parse(DateTimeFormatter.java:1954)',
        'java.base/java.time.LocalDate.parse(LocalDate.java:430)',
        at
      ]
    ],
    [
      'parse-guard',
      'a UUID',
      'java.lang.IllegalArgumentException',
      'Invalid UUID string: x',
      ['java.base/java.util.UUID.fromString(UUID.java:258)', at]
    ],
    [
      'parse-guard',
      'a URI',
      'java.lang.IllegalArgumentException',
      'Illegal character in path at index 1: a b',
      ['java.base/java.net.URI.create(URI.java:906)', at]
    ],
    [
      'parse-guard',
      'JSON',
      'com.fasterxml.jackson.core.JsonParseException',
      "Unrecognized token 'abc': was expecting JSON",
      [...jackson, at]
    ]
  ]
)

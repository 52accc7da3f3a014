import { casesOf, headFirst, type ClassCase } from './class-case.js'

import { files, at, kt, npe, jackson } from './java-frames.js'

/** What only looks like a class on the JVM. */
export const javaNearMisses: readonly ClassCase[] = casesOf(
  { language: 'java', files, print: headFirst('\tat ') },
  [
    ['none', 'words of our own', npe, 'item must be loaded first', [at]],
    ['none', 'a type of our own', 'com.acme.shop.NullPointerException', '', [at]],
    [
      'none',
      'required on purpose',
      npe,
      '',
      ['java.base/java.util.Objects.requireNonNull(Objects.java:209)', at]
    ],
    [
      'none',
      'required with words',
      npe,
      'item',
      ['java.base/java.util.Objects.requireNonNull(Objects.java:235)', at]
    ],
    [
      'none',
      'a list that takes no null',
      npe,
      '',
      [
        'java.base/java.util.Objects.requireNonNull(Objects.java:209)',
        'java.base/java.util.ImmutableCollections$List12.<init>(ImmutableCollections.java:556)',
        'java.base/java.util.List.of(List.java:812)',
        at
      ]
    ],
    [
      'none',
      'Guava',
      npe,
      '',
      ['com.google.common.base.Preconditions.checkNotNull(Preconditions.java:906)', at]
    ],
    [
      'none',
      'a parameter of Kotlin',
      npe,
      'Parameter specified as non-null is null: method com.acme.shop.Loader.load, parameter item',
      ['com.acme.shop.Loader.load(Loader.kt)', at]
    ],
    [
      'none',
      'demanded',
      'java.util.NoSuchElementException',
      'No value present',
      ['java.base/java.util.Optional.orElseThrow(Optional.java:377)', at]
    ],
    [
      'none',
      'a library uses null',
      npe,
      'Cannot invoke "String.length()" because "s" is null',
      ['org.hibernate.type.StringType.get(StringType.java:3)', at]
    ],
    [
      'none',
      'a library counts',
      'java.lang.IndexOutOfBoundsException',
      'Index 3 out of bounds for length 0',
      ['java.base/java.util.ArrayList.get(ArrayList.java:427)', 'org.apache.poi.Sheet.row(Sheet.java:4)', at]
    ],
    ['none', 'words of our own', 'java.lang.IndexOutOfBoundsException', 'page 4 of 3', [at]],
    ['none', 'our own range check', 'java.lang.IndexOutOfBoundsException', 'Index: 3, Size: 0', [at]],
    [
      'none',
      'two threads',
      'java.lang.ArrayIndexOutOfBoundsException',
      'Index 10 out of bounds for length 10',
      [
        'java.base/java.util.ArrayList.add(ArrayList.java:455)',
        'java.base/java.util.ArrayList.add(ArrayList.java:467)',
        at
      ]
    ],
    [
      'none',
      'two threads',
      'java.util.ConcurrentModificationException',
      '',
      ['java.base/java.util.ArrayList$Itr.next(ArrayList.java:967)', at]
    ],
    [
      'none',
      'input of a person',
      'java.util.NoSuchElementException',
      '',
      [
        'java.base/java.util.Scanner.throwFor(Scanner.java:937)',
        'java.base/java.util.Scanner.next(Scanner.java:1478)',
        at
      ]
    ],
    ['none', 'a number that we refuse', 'java.lang.NumberFormatException', 'quantity must be a number', [at]],
    [
      'none',
      'a word that is new to us',
      'java.lang.IllegalArgumentException',
      'No enum constant com.acme.shop.State.LOST',
      ['java.base/java.lang.Enum.valueOf(Enum.java:273)', at]
    ],
    [
      'none',
      'a reply of another system',
      'com.fasterxml.jackson.core.JsonParseException',
      "Unexpected character ('<' (code 60)): expected a valid value",
      [...jackson, at]
    ],
    [
      'none',
      'wrapped by us',
      'com.acme.shop.CartException',
      'no total',
      [kt],
      `Caused by: ${npe}\n\tat ${at}`
    ],
    [
      'none',
      'a wrong cast',
      'java.lang.ClassCastException',
      'class java.lang.String cannot be cast to class java.lang.Integer',
      [at]
    ],
    ['none', 'no memory', 'java.lang.OutOfMemoryError', 'Java heap space', [at]],
    [
      'none',
      'the database',
      'java.sql.SQLIntegrityConstraintViolationException',
      "Column 'price' cannot be null",
      ['com.mysql.cj.jdbc.exceptions.SQLError.createSQLException(SQLError.java:117)', at]
    ],
    [
      'none',
      'the network',
      'java.net.SocketTimeoutException',
      'Read timed out',
      ['java.base/java.net.SocketInputStream.read(SocketInputStream.java:1)', at]
    ],
    ['none', 'a state', 'java.lang.IllegalStateException', 'Cart is null', [at]],
    [
      'none',
      'two versions, and no rule knows them',
      'java.lang.NoSuchMethodError',
      'com.google.common.base.Strings.x()',
      [at]
    ],
    ['none', 'a test', npe, '', ['com.acme.shop.CartTest.total(CartTest.java:3)']],
    ['denied', 'a session', npe, '', ['com.acme.shop.session.SessionStore.read(SessionStore.java:3)']]
  ]
)

import { folders, starts, type LibraryRule } from '../library-rule.js'

export const dartRules: readonly LibraryRule[] = [
  ...starts('tracer', ['package:datadog_', 'package:sentry']),
  ...starts('runtime', ['dart:', 'org-dartlang-sdk:', 'dart-sdk/']),
  ...starts('library', [
    'package:flutter/',
    'package:flutter_test/',
    'package:flutter_web_plugins/',
    'package:async/',
    'package:bloc/',
    'package:cloud_firestore',
    'package:collection/',
    'package:dio/',
    'package:firebase_',
    'package:flutter_bloc/',
    'package:flutter_riverpod/',
    'package:get/',
    'package:go_router/',
    'package:hive/',
    'package:http/',
    'package:intl/',
    'package:json_annotation/',
    'package:path/',
    'package:provider/',
    'package:riverpod/',
    'package:rxdart/',
    'package:shelf/',
    'package:sqflite/',
    'package:stack_trace/',
    'package:stream_channel/',
    'package:test/',
    'package:test_api/',
    'packages/flutter/'
  ]),
  ...folders('library', ['.pub-cache', 'pub.dartlang.org', 'flutter/packages/flutter']),
  { origin: 'none', file: /^<.{0,200}>$|^\w{0,20}$/, reason: 'code without a file' }
]

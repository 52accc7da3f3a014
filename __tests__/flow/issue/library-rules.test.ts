import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'

describe('in-app or not, and why', () => {
  it.each([
    ['at f (/app/src/cart.ts:1:2)', true, 'not a known library or runtime'],
    ['at f (/app/node_modules/express/index.js:1:2)', false, 'under node_modules'],
    ['at f (C:\\app\\node_modules\\express\\index.js:1:2)', false, 'under node_modules'],
    ['at f (/app/node_modules/dd-trace/src/a.js:1:2)', false, 'under node_modules/dd-trace'],
    ['at f (node:events:1:2)', false, 'node: file'],
    ['at f (events.js:160:28)', false, 'module of Node.js'],
    ['at f (/app/src/events.js:160:28)', true, 'not a known library or runtime'],
    ['at f (chrome-extension://abc/a.js:1:2)', false, 'chrome-extension: file'],
    ['  File "/app/shop/cart.py", line 1, in f', true, 'not a known library or runtime'],
    ['  File "/usr/lib/python3.12/json/decoder.py", line 1, in f', false, 'standard library'],
    ['  File "/venv/lib/python3.12/site-packages/x.py", line 1, in f', false, 'under site-packages'],
    ['  File "/venv/lib/site-packages/ddtrace/x.py", line 1, in f', false, 'under ddtrace'],
    ['\tat com.acme.Cart.f(Cart.java:1)', true, 'not a known library or runtime'],
    ['\tat java.util.List.of(List.java:1)', false, 'java package'],
    ['\tat org.springframework.web.A.f(A.java:1)', false, 'org.springframework package'],
    ['\tat com.acme.Cart$$SpringCGLIB$$0.f(<generated>)', false, 'generated class'],
    ['\tat javassist2.acme.Cart.f(Cart.java:1)', true, 'not a known library or runtime'],
    ['#0      f (package:shop/cart.dart:1:2)', true, 'not a known library or runtime'],
    ['#0      f (package:flutter/src/a.dart:1:2)', false, 'package:flutter/ file'],
    ['#0      f (dart:async/zone.dart:1:2)', false, 'dart: file']
  ])('%s', (line, inApp, inAppReason) => {
    expect(readStackTrace(line).errors[0]?.frames[0]).toMatchObject({ inApp, inAppReason })
  })
})

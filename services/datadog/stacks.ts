/** The frame that threw. */
export interface Culprit {
  /** Path from the root of the repository. */
  readonly file: string
  readonly function: string
  readonly line: number
  /** 0 where the language's stacks have no column. */
  readonly column: number
}

/** A V8 stack: `headline` is the type with the message, `root` the folder of the container. */
export function nodeStack(headline: string, root: string, culprit: Culprit): string {
  return [
    headline,
    `    at ${culprit.function} (${root}/${culprit.file}:${culprit.line}:${culprit.column})`,
    `    at checkout (${root}/src/orders/checkout.ts:41:19)`,
    '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
    `    at async ${root}/src/http/routes.ts:63:22`,
    `    at Layer.handle [as handle_request] (${root}/node_modules/express/lib/router/layer.js:95:5)`,
    `    at next (${root}/node_modules/express/lib/router/route.js:149:13)`
  ].join('\n')
}

/** A traceback, oldest call first: the culprit is the last frame. */
export function pythonStack(headline: string, root: string, culprit: Culprit): string {
  return [
    'Traceback (most recent call last):',
    '  File "/usr/local/lib/python3.12/site-packages/celery/app/trace.py", line 453, in trace_task',
    '    R = retval = fun(*args, **kwargs)',
    '                 ^^^^^^^^^^^^^^^^^^^^',
    `  File "${root}/billing/tasks.py", line 29, in create_invoice`,
    '    invoice = build_invoice(payload)',
    '              ^^^^^^^^^^^^^^^^^^^^^^',
    `  File "${root}/${culprit.file}", line ${culprit.line}, in ${culprit.function}`,
    '    customer = customers[payload["customer_id"]]',
    '                         ~~~~~~~^^^^^^^^^^^^^^^',
    headline
  ].join('\n')
}

/** A JVM stack: frames name the class and the bare file, so that the path has to be put together again. */
export function javaStack(headline: string, culprit: Culprit): string {
  const file = culprit.file.slice(culprit.file.lastIndexOf('/') + 1)
  return [
    headline,
    `\tat ${culprit.function}(${file}:${culprit.line})`,
    '\tat com.acme.shop.QuoteController.quote(QuoteController.java:38)',
    '\tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)',
    '\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)',
    '\tat org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:885)',
    '\tat org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:162)',
    '\tat java.base/java.lang.Thread.run(Thread.java:1583)'
  ].join('\n')
}

/** A Dart stack, symbolicated: the application's frames are package URIs, which leave out `lib/`. */
export function dartStack(culprit: Culprit): string {
  const path = culprit.file.replace(/^lib\//, '')
  return [
    `#0      ${culprit.function} (package:shop_app/${path}:${culprit.line}:${culprit.column})`,
    '#1      ProfileRepository.load (package:shop_app/features/profile/profile_repository.dart:48:25)',
    '<asynchronous suspension>',
    '#2      ProfileCubit.refresh (package:shop_app/features/profile/profile_cubit.dart:27:21)',
    '<asynchronous suspension>',
    '#3      _rootRunUnary (dart:async/zone.dart:1407:47)'
  ].join('\n')
}

/** What a browser's stack looks like after source maps, with `origin` before the path of each source. */
export function browserStack(headline: string, origin: string, culprit: Culprit): string {
  return [
    headline,
    `  at ${culprit.function} @ ${origin}/${culprit.file}:${culprit.line}:${culprit.column}`,
    `  at renderWithHooks @ ${origin}/node_modules/react-dom/cjs/react-dom.production.min.js:167:137`,
    `  at updateFunctionComponent @ ${origin}/node_modules/react-dom/cjs/react-dom.production.min.js:197:258`,
    `  at <anonymous> @ ${origin}/src/cart/cart-page.tsx:15:9`
  ].join('\n')
}

import type { GlueRule } from './glue-rule.js'

/** Callbacks that glue gives to what it calls, and what calls glue: the names say nothing more. */
const passing =
  /^(?:call|__call__|handle|handler|handle_async|invoke|invoke_async|process|dispatch|next|apply|use|run|execute|perform|intercept|proceed|around|around_\w+|do_filter|do_filter_internal|pre_handle|post_handle|after_completion|on_action_execut\w+|send_async|get_response|wrap|anonymous)?$/

/**
 * Glue by name: frames that errors pass through or are thrown by on behalf of their callers. Precision before recall, because a frame
 * that is passed over is not looked at: a rule holds names that no business is called by. The first rule that fits is the reason.
 */
export const glueRules: readonly GlueRule[] = [
  // Whoever breaks what a guard demands is one of its callers.
  {
    kind: 'guard',
    when: 'always',
    name: /^(?:assert|asserts|invariant|invariant_\w+|tiny_invariant|precondition|postcondition|unreachable|exhaustive|exhaustive_check|exhaustive_guard|panic|panic_\w+|fail|fail_if|fail_with|fail_fast|fail_unless|die|die_if|abort_if|abort_unless|bail|must)$/
  },
  {
    kind: 'guard',
    when: 'always',
    name: /^(?:throw|raise|panic|reject)_(?:if|unless|when|on|for|error|exception)(?:_\w+)?$/
  },
  {
    kind: 'guard',
    when: 'always',
    name: /^(?:assert|require|ensure|check|guard|must_be|must_have)_(?:arg|args|argument|arguments|param|params|parameter|parameters|non_null|not_null|nonnull|notnull|not_nil|non_nil|not_none|not_empty|non_empty|not_blank|non_blank|not_undefined|defined|present|exists|found|that|type|index|bounds|range|positive|non_negative|env|err|error|precondition|preconditions|invariant|invariants|success|against|never|unreachable|true|false|equal|equals|eq|some|ok|truthy|instance_of|is_\w+|has_\w+)(?:_\w+)?$/
  },
  {
    kind: 'guard',
    when: 'always',
    owner:
      /(?:^|_)(?:guard|guards|precondition|preconditions|assert|asserts|assertion|assertions|invariants|throw_helper|against)$/,
    name: /./
  },
  // Business has such names as well, but not among what everyone shares.
  {
    kind: 'guard',
    when: 'thrown',
    name: /^(?:assert|require|ensure|must|check)(?:_(?!(?:out|in)$)\w+)?$/,
    file: /(?:^|[/._-])(?:utils?|utilities|helpers?|asserts?|assertions?|guards?|invariants?|preconditions?|ensure|must|checks?|validations?|validators?|contracts?)(?:[/_-][\w-]{1,60})?(?:\.\w{1,8}){0,2}$/i
  },

  // Old compilers of JavaScript, and languages with constructors on the stack.
  {
    kind: 'error factory',
    when: 'always',
    owner: /(?:error|exception|exceptions|fault|errors)$/,
    name: /^(?:init|__init__|initialize|__construct|ctor|constructor|of|from|from_\w+|create|create_\w+|build|make|new|wrap|new_instance)$/
  },
  {
    kind: 'error factory',
    when: 'always',
    name: /^(?:create|make|build|new|to|wrap|as|throw|raise|rethrow|re_throw|normali[sz]e|translate|convert|map)_(?:\w+_)?(?:error|exception|err)$/
  },

  {
    kind: 'error handler',
    when: 'unless-fault',
    name: /^(?:(?:\w+_)?error_handler|(?:\w+_)?exception_handler|handle_(?:\w+_)?(?:error|errors|exception|exceptions|err|failure|rejection)|on_(?:unhandled_)?(?:error|exception|rejection)|error_boundary|with_error_handling|with_error_handler|with_error_boundary|catch_errors|catch_async|catch_all|rescue_from|rescue_errors)$/
  },
  {
    kind: 'logger',
    when: 'unless-fault',
    name: /^(?:log|logger|logging|logged|with_logging|with_logger|log_(?:error|errors|exception|exceptions|warning|failure|fatal|message|event|call|calls|execution|request|requests|and_\w+)|(?:report|capture|notify|track|record)_(?:error|exception|errors|exceptions|message))$/
  },
  {
    kind: 'logger',
    when: 'unless-fault',
    owner: /(?:^|_)(?:logger|log|logging|error_reporter|error_tracker|exception_reporter)$/,
    name: /^(?:log|error|err|warn|warning|info|debug|trace|fatal|critical|exception|write|emit|report|capture|notify)$/
  },

  {
    kind: 'retry',
    when: 'unless-fault',
    name: /^(?:(?:\w+_)?with_(?:\w+_)?(?:retry|retries|retrying|backoff|circuit_breaker|breaker)(?:_\w+)?|retry|retries|retrying|retryable|retrier|retry_(?:async|sync|with_\w+|on_\w+|until|until_\w+|when|if|operation|request|call|fn|func|function|promise|policy|loop|attempt|backoff|if_needed)|(?:exponential_)?backoff|circuit_breaker)$/
  },
  {
    kind: 'retry',
    when: 'unless-fault',
    owner:
      /(?:^|_)(?:retry|retrier|retryer|retry_policy|retry_template|retry_handler|retry_helper|retry_util|retry_utils|backoff|circuit_breaker|resilience)$/,
    name: /./
  },
  {
    kind: 'wrapper',
    when: 'unless-fault',
    name: /^(?:wrapper|wrapped|wrapper_\w+|wrapped_\w+|\w+_wrapper|wrap|wrap_(?:async|sync|handler|route|function|fn|func|call|promise|method|controller|callback|in_\w+)|async_handler|async_wrapper|handle_async|safe_call|safely|run_safely|call_safely|try_catch|try_run|try_call|guarded_call|memoize|memoized|memoise|memoised|debounced?|throttled?|promisified|curried|timed|timeit)$/
  },
  {
    kind: 'wrapper',
    when: 'unless-fault',
    languages: ['python'],
    name: /^(?:inner|inner_\w+|\w+_inner|decorator|decorated|decorated_\w+|new_func|wrapped_view|view_wrapper)$/
  },
  {
    kind: 'wrapper',
    when: 'unless-fault',
    file: /(?:^|\/)(?:decorators?|wrappers?)(?:\/[\w.-]{1,100}|\.\w{1,6})$/,
    name: passing
  },
  {
    kind: 'middleware',
    when: 'unless-fault',
    name: /^(?:middleware|run_middleware|run_middlewares|apply_middleware|apply_middlewares|compose|compose_middleware|composed|invoke_next|call_next|handle_next)$/
  },
  {
    kind: 'middleware',
    when: 'unless-fault',
    file: /(?:^|[/._-])(?:middlewares?|compose)(?:\/[\w.-]{1,100}|\.\w{1,6})$/i,
    name: passing
  },
  { kind: 'middleware', when: 'unless-fault', owner: /(?:^|_)middlewares?$/, name: passing },
  {
    kind: 'interceptor',
    when: 'unless-fault',
    owner: /(?:^|_)(?:interceptor|aspect|advice|delegating_handler)$/,
    name: passing
  },
  {
    kind: 'interceptor',
    when: 'unless-fault',
    owner: /(?:^|_)(?:proxy|invocation_handler|decorator)$/,
    name: /^(?:invoke|intercept|proceed|apply|method_missing|__call__|__getattr__)$/
  },
  {
    kind: 'interceptor',
    when: 'unless-fault',
    owner: /(?:^|_)(?:interceptor|aspect|advice)$/,
    name: /^(?:log|trace|time|measure|audit|retry|handle|wrap|profile|monitor|before|after|around)(?:_\w+)?$/
  },
  {
    kind: 'transaction or context',
    when: 'unless-fault',
    name: /^(?:transaction|transactional|(?:with|in|run_in|run_with|within|do_in|execute_in)_(?:\w+_)?(?:transaction|tx|span|trace|tracing|context|scope|lock|mutex|connection|client|session|timeout|metrics|timing|monitoring|instrumentation|cache|db|unit_of_work)|traced?|trace_(?:span|call|method|async)|in_span|start_active_span|run_in_context|atomically|synchronized|instrumented?)$/
  },

  {
    kind: 'generated code',
    when: 'always',
    file: /(?:_pb2(?:_grpc)?\.pyi?|\.pb(?:\.gw|\.validate)?\.go|_grpc\.pb\.go|\.pb\.(?:swift|cc|dart)|\.pb(?:server|json|enum)\.dart|_pb\.(?:js|ts|rb)|_(?:generated|gen)\.go|(?:^|\/)zz_generated[\w.]{1,80}\.go|(?:^|\/)generated\.go|\.(?:g|freezed|gr|config|mocks)\.dart|\.(?:g|g\.i|designer|generated)\.(?:cs|vb)|\.(?:generated|gen)\.[cm]?[jt]sx?|(?:^|\/)__generated__\/[^/]{1,100})$/i
  },
  {
    kind: 'test support',
    when: 'unless-fault',
    file: /(?:^|\/)(?:conftest\.py|(?:spec|test|tests|__tests__)\/(?:support|helpers?|utils?)(?:\/[\w./-]{1,200}|\.\w{1,4})|test[_-]?(?:utils?|helpers?|support)(?:\/[\w./-]{1,200}|\.\w{1,4})|(?:spec|test|rails)_helper\.rb)$/i
  },
  // Every request of a framework comes in here.
  {
    kind: 'entry point',
    when: 'always',
    file: /(?:^|\/)(?:public\/index\.php|artisan|manage\.py|[aw]sgi\.py|config\.ru|bin\/(?:rails|rake|console|puma|sidekiq))$/
  }
]

/** What came back when a vendor was asked for something that a run needs. Asking changes nothing. */
export type Answer<T> =
  | { readonly kind: 'given'; readonly value: T }
  /** No: the credential may not, or the thing does not exist. `why` names input and permission. Without a status, we did not ask. */
  | { readonly kind: 'refused'; readonly status: number | undefined; readonly why: string }
  /** No answer that can be read: an outage, a limit, a web page. It says nothing about the set-up. */
  | { readonly kind: 'lost'; readonly why: string }

export function given<T>(value: T): Answer<T> {
  return { kind: 'given', value }
}

export function mapAnswer<T, U>(answer: Answer<T>, change: (value: T) => U): Answer<U> {
  return answer.kind === 'given' ? given(change(answer.value)) : answer
}

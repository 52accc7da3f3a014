import { given, type Answer } from '../check-up/answer.js'
import { ConfigurationError, VendorError } from '../errors.js'

/** A vendor's reply, refusal or silence as a value. A defect of ours still rejects. */
export async function ask<T>(question: () => Promise<T>): Promise<Answer<T>> {
  try {
    return given(await question())
  } catch (error) {
    if (error instanceof ConfigurationError) return { kind: 'refused', status: undefined, why: error.message }
    if (!(error instanceof VendorError)) throw error
    const { status, retryable, message: why } = error
    return status === undefined || retryable || status < 400
      ? { kind: 'lost', why }
      : { kind: 'refused', status, why }
  }
}

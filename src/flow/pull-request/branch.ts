import type { FixRequest } from '../fix/fix-request.js'

/** Branch of a bug's fix: the same for every attempt, so that a rerun finds what an earlier one left. */
export function branchFor(
  template: string,
  { ticket_key, fingerprint }: Pick<FixRequest, 'ticket_key' | 'fingerprint'>
): string {
  return template.replaceAll('{ticket}', ticket_key).replaceAll('{fingerprint}', fingerprint.slice(0, 8))
}

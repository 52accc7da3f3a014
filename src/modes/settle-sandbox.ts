import type { CommandRunner } from '../fix-ports.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import type { VerifyPolicy } from '../flow/proof/verify-policy.js'
import type { RunLog } from '../ports.js'

export interface SettledSandbox {
  /** For every command but the set-up. */
  readonly network: 'cut' | 'open'
  /** What the certificate says of it. */
  readonly described: string
}

/** Whether the commands of the proof have the network; `end` when the config asks for more than the machine can do. */
export async function settleSandbox(
  wanted: VerifyPolicy['sandbox'],
  runner: CommandRunner,
  log: RunLog
): Promise<SettledSandbox | { readonly end: FixEnd }> {
  if (wanted === 'off') {
    log.info('The commands of the proof have the network: verify.sandbox is "off"')
    return { network: 'open', described: 'off: the commands had the network, as verify.sandbox says' }
  }
  const sandbox = await runner.sandbox()
  if (sandbox.known) {
    log.info('The commands of the proof run without network', { by: sandbox.value })
    return {
      network: 'cut',
      described: `no network but the loopback, by ${sandbox.value}; the set-up had the network`
    }
  }
  if (wanted === 'required') {
    const why =
      `the network cannot be cut off here: ${sandbox.reason}; ` +
      'use a runner where it can be, or set autofix.verify.sandbox to "auto"'
    return { end: { reason: 'sandbox-missing', why } }
  }
  log.warning('The commands of the proof have the network: this machine cannot cut it off', {
    reason: sandbox.reason
  })
  return { network: 'open', described: `none: the commands had the network, because ${sandbox.reason}` }
}

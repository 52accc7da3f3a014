/*
 * Starts the action as a runner does, with the recorder in its process and, where `strace` is installed, with a list of every
 * program that is executed below it. A shell would do, but drops variables with a dash in their name, as those of inputs have.
 */
const { spawnSync } = require('node:child_process')
const { join } = require('node:path')

const { SECRETS_RECORDING: folder, SECRETS_TRACER: tracer, SECRETS_BUNDLE: bundle } = process.env
const { SECRETS_PRELOADS: preloads = '' } = process.env
const required = preloads.split('\n').flatMap((file) => ['--require', file])
const action = [process.execPath, ...required, bundle]
// Only the calls that execute a program stop a process; whole strings, and whole environments.
const traced = ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=execve,execveat', '-v', '-s', '1000000']
const [program, ...args] = tracer ? [tracer, ...traced, '-o', join(folder, 'trace'), ...action] : action
const { status, error } = spawnSync(program, args, { stdio: 'inherit' })
if (error) throw error
process.exitCode = status ?? 1

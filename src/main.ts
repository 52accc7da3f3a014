import { getInput, setSecret } from '@actions/core'
import { runAction } from './run-action.js'

// The only file that reads the environment or ends the process.
process.exitCode = await runAction({
  env: process.env,
  read: (input) => getInput(input),
  mask: setSecret,
  write: (line) => process.stdout.write(`${line}\n`),
  onCrash: (tell) =>
    process.on('uncaughtException', (error) => {
      process.exitCode = 1
      tell(error)
    })
})

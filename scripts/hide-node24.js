import { rmSync } from 'node:fs'

// The tests start the bundle on a Node 24 that comes as an optional package. npm links it as `node` into node_modules/.bin, where it would
// take the place of the Node that every script here is meant to run on.
rmSync(new URL('../node_modules/.bin/node', import.meta.url), { force: true })

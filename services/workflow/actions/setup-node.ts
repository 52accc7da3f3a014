import { failed, inputs, succeeded, type StandIn } from './stand-in.js'

/** The Node of this machine stands for the version that is asked for. */
export const setupNode: StandIn = {
  source: 'https://github.com/actions/setup-node/blob/a0853c24544627f65ddf259abe73b1d18a591444/action.yml',
  inputs: {
    ...inputs('node-version', 'node-version-file', 'architecture', 'registry-url', 'scope', 'cache'),
    ...inputs('cache-dependency-path', 'mirror', 'mirror-token'),
    'always-auth': 'false',
    'check-latest': 'false',
    token: "${{ github.server_url == 'https://github.com' && github.token || '' }}",
    'package-manager-cache': 'true'
  },
  required: [],
  played: ['node-version'],
  play: ({ inputs: { 'node-version': version = '' } }) =>
    /^\d+(\.\d+){0,2}$/.test(version)
      ? succeeded({ 'node-version': process.version })
      : failed(`Unable to find Node version '${version}'`)
}

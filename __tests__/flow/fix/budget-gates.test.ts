import { describe } from '@jest/globals'
import type { Attempt } from '../../../src/flow/fix/ledger.js'
import { holds } from './admit-attempt-rows.js'
import { dead, elsewhere, forced, given, HOUR, NOW, proposed, published, running } from './ledger-examples.js'

describe('the limits of the team', () => {
  const three = [1, 2, 3].map((each) => elsewhere({ id: `run-${each}` }))
  const today = new Date(NOW).setUTCHours(0, 0, 0, 0)
  const open = (number: number): ReturnType<typeof proposed> =>
    proposed('open', { number, branch: `x-${number}` })
  const theirs = (number: number): Attempt =>
    elsewhere({ ...published, id: `run-${number}`, pullRequest: number })
  const two = { pullRequests: [open(20), open(21)] }
  holds([
    ['two attempts today', {}, three.slice(1), 'admitted'],
    ['three attempts today', {}, three, 'daily-limit'],
    ['three attempts today, and force', { request: forced() }, three, 'daily-limit'],
    ['three attempts of another team', { team: 'search' }, three, 'admitted'],
    [
      'three, one of them yesterday',
      {},
      [elsewhere({ id: 'y', reservedAt: today - 1 }), ...three.slice(1)],
      'admitted'
    ],
    ['three, one of them given back', {}, [elsewhere({ id: 'g', ...given }), ...three.slice(1)], 'admitted'],
    ['two pull requests of the team are open', two, [theirs(20), theirs(21)], 'open-pull-request-limit'],
    ['two of another team are open', { ...two, team: 'search' }, [theirs(20), theirs(21)], 'admitted'],
    ['two that nobody knows the team of', two, [], 'open-pull-request-limit'],
    [
      'two whose team only GitHub knows',
      {
        pullRequests: [
          { ...open(20), team: 'search' },
          { ...open(21), team: 'search' }
        ]
      },
      [],
      'admitted'
    ],
    [
      'one is open and one on the way',
      { pullRequests: [open(20)] },
      [theirs(20), elsewhere(running)],
      'open-pull-request-limit'
    ],
    ['one is open and one died', { pullRequests: [open(20)] }, [theirs(20), elsewhere(dead)], 'admitted'],
    [
      'one is open, and one was published after the list was read',
      { pullRequests: [open(20)] },
      [theirs(20), { ...theirs(21), leaseUntil: NOW + 1 }],
      'open-pull-request-limit'
    ],
    [
      'one is open, and another was closed',
      { pullRequests: [open(20), { ...open(21), state: 'closed' }] },
      [theirs(20), { ...theirs(21), leaseUntil: NOW + 1 }],
      'admitted'
    ]
  ])
})

describe('the budget', () => {
  const spent = (spentUsd: number): Attempt => elsewhere({ team: 'search', spentUsd })
  const lastMonth = NOW - 3 * 24 * HOUR
  holds([
    ['just covers the run', {}, [spent(8)], 'admitted'],
    ['lacks a cent', {}, [spent(8.01)], 'day-budget'],
    ['lacks a cent, and force', { request: forced() }, [spent(8.01)], 'day-budget'],
    ['is not fooled by fractions', {}, [spent(0.1), spent(0.2)], 'admitted', { dayUsd: 2.3 }],
    [
      'is held by a run of another team',
      {},
      [elsewhere({ ...running, team: 'search', reservedUsd: 9 })],
      'day-budget'
    ],
    [
      'is used up by a run that died',
      {},
      [elsewhere({ ...dead, team: 'search', reservedUsd: 9 })],
      'day-budget'
    ],
    [
      'was used up yesterday',
      {},
      [{ ...spent(100), reservedAt: NOW - 24 * HOUR }],
      'admitted',
      { monthUsd: 1000 }
    ],
    ['of the month is used up', {}, [{ ...spent(99), reservedAt: NOW - 24 * HOUR }], 'month-budget'],
    ['of the last month was used up', {}, [{ ...spent(99), reservedAt: lastMonth }], 'admitted'],
    ['is less than one run', {}, [], 'day-budget', { dayUsd: 1 }]
  ])
})

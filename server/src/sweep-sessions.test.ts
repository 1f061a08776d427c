import { expect, it } from 'vitest'
import { sweepSessions } from './sweep-sessions.js'

const NOW = new Date('2026-02-01T12:00:00.000Z')

/** What is told of a sweep over a store that answers so. */
async function toldOf(removeExpired: (now: Date) => Promise<number>): Promise<string[]> {
  const told: string[] = []
  await sweepSessions({
    sessions: { removeExpired },
    clock: () => NOW,
    logger: {
      info: (fields: unknown) => told.push(`info ${JSON.stringify(fields)}`),
      error: (_fields: unknown, message?: string) => told.push(`error ${message}`),
    },
  })
  return told
}

it('removes what is over by now, and tells how much', async () => {
  const askedFor: Date[] = []
  const told = await toldOf(async (now) => {
    askedFor.push(now)
    return 2
  })
  expect(askedFor).toEqual([NOW])
  expect(told).toEqual(['info {"removedCount":2}'])
})

it('tells nothing where nothing was over', async () => {
  expect(await toldOf(async () => 0)).toEqual([])
})

it('tells a failure and does not fail itself, so that it can run again', async () => {
  expect(await toldOf(() => Promise.reject(new Error('disk full')))).toEqual([
    'error sessions that are over not removed; trying again',
  ])
})

import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { watch } from './watch.js'

const BLOCK_MS = 60

it('watching work tells its result, its time and how long it kept the event loop', async () => {
  const work = async (): Promise<string> => {
    await sleep(5)
    const startedMs = performance.now()
    while (performance.now() - startedMs < BLOCK_MS);
    await sleep(5)
    return 'done'
  }
  const { result, seconds, loopBlockMs, rssGrowthMib } = await watch(work)
  expect(result).toBe('done')
  expect(seconds).toBeGreaterThanOrEqual(BLOCK_MS / 1000)
  expect(loopBlockMs).toBeGreaterThanOrEqual(BLOCK_MS - 5)
  expect(rssGrowthMib).toBeGreaterThanOrEqual(0)
})

it('watching work passes its failure on', async () => {
  await expect(watch(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})

import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { askTogether } from './clients.js'

const asked = (offset: number) => ({ query: { projectId: 'any' }, offset })

it('clients take turns with the cases and their variants, as many at a time as there are', async () => {
  const offsets: number[] = []
  let open = 0
  let most = 0
  const list = async ({ offset }: { readonly offset: number }): Promise<void> => {
    offsets.push(offset)
    open += 1
    most = Math.max(most, open)
    await sleep(1)
    open -= 1
  }
  const cases = [[asked(1)], [asked(21), asked(22)]]
  expect(await askTogether(list, cases, { clients: 3, requests: 7 })).toHaveLength(7)
  expect(offsets).toEqual([1, 21, 1, 22, 1, 21, 1])
  expect(most).toBe(3)
})

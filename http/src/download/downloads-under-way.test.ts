import { once } from 'node:events'
import { expect, it } from 'vitest'
import type { Overload } from '../admission/admission-limits.js'
import { AMPLE, PROJECT, TASK_ID, TestApplication } from '../application.fixture.js'
import { UNOBSERVED } from '../observation/unobserved.fixture.js'
import { storedTask } from '../stored-task.fixture.js'

const DOWNLOAD = `/v2/${PROJECT}/export-tasks/${TASK_ID}/download`

/** More than there is room for between two sockets. */
const LARGE = Buffer.alloc(64 * 1_048_576)

it.each<Overload>(['downloadsOfProject', 'downloadsOfUser'])(
  'one more than there may be by %s is refused with 429 and counted, until another one is over',
  async (limit) => {
    const refused: Overload[] = []
    const observer = {
      ...UNOBSERVED,
      refused: (overload: Overload) => void refused.push(overload),
    }
    await using test = await TestApplication.start({ limits: { ...AMPLE, [limit]: 1 }, observer })
    storedTask(test, 'SUCCESS', LARGE)
    const first = await test.connection()
    first.write(test.head(DOWNLOAD))
    await once(first, 'readable')
    const second = await test.call(DOWNLOAD)
    expect([second.statusCode, second.headers['retry-after'], refused]).toEqual([429, '1', [limit]])
    first.destroy()
    storedTask(test, 'SUCCESS')
    await expect.poll(async () => (await test.exchange(test.head(DOWNLOAD))).slice(9, 12)).toBe('200')
    await expect.poll(() => test.openFiles).toBe(0)
  },
)

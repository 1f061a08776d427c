import { expect } from 'vitest'
import { type Trial, tasksOf } from '../../trial.js'

export const TASKS = '/v2/{project_id}/export-tasks'

/** The ids of the tasks that a query finds, in its order. */
export async function idsOf(trial: Trial, query: string): Promise<readonly unknown[]> {
  const answer = await trial.get(TASKS, query)
  expect([query, answer.status, answer.body['error_msg']]).toEqual([query, 200, undefined])
  return tasksOf(answer).map(({ task_id }) => task_id)
}

/** Tasks that are made a second after each other, the first one now; none is worked off. */
export async function tasksEverySecond(trial: Trial, count: number): Promise<readonly string[]> {
  await trial.holdExports(count)
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) {
    ids.push(await trial.ledger.at(new Date(trial.now.getTime() + made * 1000), () => trial.ask()))
  }
  return ids
}

/** A project with one task of each status, for all checks that only read them. */
export function oneOfEachStatus(trial: Trial): Promise<{
  readonly holder: Trial
  readonly ids: Readonly<Record<'SUCCESS' | 'FAIL' | 'EXPIRED' | 'CREATING', string>>
}> {
  return trial.ledger.shared('a task of each status', async () => {
    const holder = trial.another()
    await holder.deliver({ user_name: 'zoe' })
    const SUCCESS = await holder.ask('format=csv&columns=user_name')
    await holder.ended(SUCCESS)
    await holder.fault({ kind: 'fail-export', reason: 'as wished' })
    const FAIL = await holder.ask()
    await holder.ended(FAIL)
    await holder.fault({ kind: 'expire-export' })
    const EXPIRED = await holder.ask()
    await holder.turned(EXPIRED, 'EXPIRED')
    await holder.holdExports()
    return { holder, ids: { SUCCESS, FAIL, EXPIRED, CREATING: await holder.ask() } }
  })
}

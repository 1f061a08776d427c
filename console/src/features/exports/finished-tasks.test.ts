import type { ExportTaskItem } from '@deskledger/client'
import { describe, expect, it } from 'vitest'
import { finishedSince, lastEnd } from './finished-tasks.js'

function aTask(task_id: string, status: ExportTaskItem['status'], end_time?: string): ExportTaskItem {
  const create_time = '2026-01-31T08:00:00.000Z'
  return { task_id, file_name: 'f', status, create_time, is_download: false, ...(end_time && { end_time }) }
}

const TASKS = [
  aTask('waiting', 'CREATING'),
  aTask('ready', 'SUCCESS', '2026-01-31T08:00:05.000Z'),
  aTask('failed', 'FAIL', '2026-01-31T08:00:06.000Z'),
  aTask('gone', 'EXPIRED', '2026-01-31T08:00:07.000Z'),
]

describe('finished tasks', () => {
  it.each<[string, string, string[]]>([
    ['always', '', ['failed', 'ready']],
    ['since the first ended', '2026-01-31T08:00:05.000Z', ['failed']],
    ['since all ended', '2026-01-31T08:00:07.000Z', []],
  ])('are those that got a file or failed: %s', (_when, instant, ids) => {
    expect(finishedSince(TASKS, instant).map(({ task_id }) => task_id)).toEqual(ids)
  })

  it('have a last end, which is before everything when there is none', () => {
    expect(lastEnd(TASKS)).toBe('2026-01-31T08:00:07.000Z')
    expect(lastEnd([])).toBe('')
  })
})

import { describe, expect, it } from 'vitest'
import type { ExportTask } from './export-task.js'
import { ExportTasks, type ExportTasksParts } from './export-tasks.js'

const NOW = new Date('2026-01-02T03:04:05.678Z')
const SCOPE = { projectId: 'p1', enterpriseProjectIds: ['ep-1', 'ep-2'] }

function submitting() {
  const added: ExportTask[] = []
  const stores = {
    records: { hold: async () => ({ sequence: 7, at: NOW }) },
    tasks: {
      add: async (task: ExportTask) => {
        added.push(task)
        return true
      },
    },
  } as unknown as Pick<ExportTasksParts, 'records' | 'tasks' | 'files'> // submitting uses nothing else of the stores
  const exportTasks = new ExportTasks({
    ...stores,
    clock: () => NOW,
    newTaskId: () => 'aaaabbbbccccdddd',
    onSubmitted: () => {},
    onRemoved: () => {},
    windowDays: 0,
    maxUnfinished: 1,
  })
  const submit = (enterpriseProjectId: string | undefined, scope = SCOPE) =>
    exportTasks.submit({
      scope,
      range: {},
      filter: { userName: 'zoe', enterpriseProjectId },
      file: { format: 'csv', language: 'en_US', timeZone: 'UTC', columns: ['userName'] },
      requestedBy: { userId: 'u', userName: 'n' },
    })
  return { submit, added }
}

describe('an export that is asked for within some enterprise projects', () => {
  it.each([[undefined], ['ep-2']])('keeps them in its frozen query, filtered by %s', async (enterpriseProjectId) => {
    const { submit, added } = submitting()
    await submit(enterpriseProjectId)
    const query = { ...SCOPE, userName: 'zoe', enterpriseProjectId, startedUntil: NOW }
    expect(added.map(({ request }) => request.query)).toEqual([query])
  })

  it('is refused when it filters by another, since whoever asks could never see it', async () => {
    const { submit, added } = submitting()
    await expect(submit('ep-3')).rejects.toThrow('enterprise_project_id must be one that you may see')
    expect(added).toEqual([])
  })
})

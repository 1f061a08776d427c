import { InvalidParameterError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { readPathParameters } from './path-parameters.js'
import { readTarget } from './target.js'

describe('readPathParameters', () => {
  it('reads the project, and the task where the path has one', () => {
    const tasks = readTarget('/v2/p%201/export-tasks')
    expect(readPathParameters('ListExportTasks', tasks)).toEqual({ project_id: 'p 1', task_id: '' })
    const task = readTarget('/v2/p/export-tasks/t/download')
    expect(readPathParameters('DownloadExportFile', task)).toEqual({ project_id: 'p', task_id: 't' })
  })

  it.each([
    ['/v2//export-tasks/t', 'project_id', 'must not be empty'],
    ['/v2/p/export-tasks/', 'task_id', 'must not be empty'],
    ['/v2/p/export-tasks', 'task_id', 'must not be empty'],
    [`/v2/p/export-tasks/${'t'.repeat(65)}`, 'task_id', 'must have 64 characters at most, got 65'],
    [
      '/v2/%7Bproject_id%7D/export-tasks/t',
      'project_id',
      'is still the placeholder {project_id}: the client has no project id; set it in its credentials',
    ],
    ['/v2/p/export-tasks/%7Btask_id%7D', 'task_id', 'is still the placeholder {task_id}'],
  ])('refuses %s: %s %s', (target, name, problem) => {
    expect(() => readPathParameters('ShowExportTask', readTarget(target))).toThrow(
      new InvalidParameterError(name, problem),
    )
  })

  it("takes a task that is called like another parameter's placeholder", () => {
    const target = readTarget('/v2/p/export-tasks/%7Bproject_id%7D')
    expect(readPathParameters('ShowExportTask', target).task_id).toBe('{project_id}')
  })
})

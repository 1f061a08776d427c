import { InvalidParameterError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { pathParameter, readPathParameters } from './path-parameters.js'
import { readTarget } from './target.js'

describe('readPathParameters', () => {
  it('reads the project, and the task where the path has one', () => {
    const tasks = readTarget('/v2/p%201/export-tasks')
    expect(readPathParameters('ListExportTasks', tasks)).toEqual({ project_id: 'p 1' })
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
    expect(readPathParameters('ShowExportTask', target)).toEqual({ project_id: 'p', task_id: '{project_id}' })
  })

  it('reads whatever the path of an operation has', () => {
    const target = readTarget('/admin/v1/groups/g-1/users/u-1')
    const parameters = readPathParameters('AddUserToGroup', target)
    expect(parameters).toEqual({ group_id: 'g-1', user_id: 'u-1' })
    expect(pathParameter(parameters, 'user_id')).toBe('u-1')
    expect(() => pathParameter(parameters, 'task_id')).toThrow('the path has no task_id')
    expect(readPathParameters('ListUsers', readTarget('/admin/v1/users'))).toEqual({})
  })
})

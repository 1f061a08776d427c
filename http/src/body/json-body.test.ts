import type { OperationId } from '@deskledger/contract'
import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { readJsonBody } from './json-body.js'

function read(id: OperationId, body: unknown): unknown {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return readJsonBody(id, { received: { sha256: '', content: { kind: 'bytes', bytes } } } as FastifyRequest)
}

describe('a JSON body', () => {
  it('is taken as it is when it fits', () => {
    expect(read('CreateUser', { name: ' Ada ', password: '12345678' })).toEqual({ name: ' Ada ', password: '12345678' })
    expect(read('AddFault', { kind: 'refuse', status: 429 })).toEqual({ kind: 'refuse', status: 429 })
    expect(read('DeleteExportTasks', { task_ids: ['a'.repeat(64)] })).toEqual({ task_ids: ['a'.repeat(64)] })
  })

  it.each<[OperationId, unknown, string]>([
    ['CreateUser', '', 'The body is empty; the operation needs one.'],
    ['CreateUser', '{', 'body is not JSON'],
    ['CreateUser', [], 'body must be object'],
    ['CreateUser', {}, 'name is missing'],
    ['CreateUser', { nmae: 'a' }, 'nmae is not a known member of the body'],
    ['CreateUser', '{"name":"a","name":"b"}', 'name stands in the body more than once'],
    ['CreateUser', { name: 1 }, 'name must be string'],
    ['CreateUser', { name: '' }, 'name must not have fewer than 1 characters'],
    ['CreateUser', { name: 'x'.repeat(65) }, 'name must not have more than 64 characters'],
    ['UpdateUser', {}, 'body must not have fewer than 1 properties'],
    ['CreateProject', { name: 'a', project_id: 'x' }, 'project_id must be 32 hex digits in lower case'],
    ['CreateGrant', { policy_id: 'a', enterprise_project_id: 'a b' }, 'enterprise_project_id may have only letters'],
    [
      'CreatePolicy',
      { name: 'a', document: { Version: '2', Statement: [] } },
      'document.Version must be one of 1.0, 1.1, 5.0',
    ],
    [
      'CreatePolicy',
      '{"name":"a","document":{"Version":"5.0","Version":"1.1"}}',
      'Version stands in the body more than once',
    ],
    ['AddFault', {}, 'kind must be one of fail-export, hold-export, expire-export, cut-download, refuse'],
    ['AddFault', null, 'kind must be one of'],
    ['AddFault', { kind: 'hold-export' }, 'seconds is missing'],
    ['AddFault', { kind: 'hold-export', seconds: 1.5 }, 'seconds must be integer'],
    ['AddFault', { kind: 'refuse', status: 404 }, 'status must'],
    ['DeleteExportTasks', { task_ids: [] }, 'task_ids must not have fewer than 1 items'],
    ['DeleteExportTasks', { task_ids: [''] }, 'task_ids[0] must not have fewer than 1 characters'],
    ['DeleteExportTasks', { task_ids: ['a', 'a'] }, 'task_ids must not have duplicate items'],
    ['DeleteExportTasks', { task_ids: ['a'], more: 1 }, 'more is not a known member of the body'],
    [
      'KeystoneCreateUserTokenByPassword',
      { auth: { identity: { methods: ['password'], password: { user: { name: 'a', password: 'b' } } } } },
      'auth.identity.password.user.domain is missing',
    ],
    ['TestPolicy', { action: 'a:b:c', context: { 'g:UserName': 1 } }, 'context.g:UserName must be string'],
  ])('of %s refuses %j: %s', (id, body, message) => {
    expect(() => read(id, body)).toThrow(message)
  })

  it('repeats no more of a name than a parameter’s', () => {
    expect(() => read('CreateUser', { ['n'.repeat(100)]: 1 })).toThrow(`${'n'.repeat(64)} is not a known member`)
  })
})

import { describe, expect, it } from 'vitest'
import {
  AccessDeniedError,
  DirectoryConflictError,
  EntityNotFoundError,
  ProjectUnavailableError,
  UnreadableSecretError,
  WrongPasswordError,
} from './errors.js'

describe('a failure of access', () => {
  it.each([
    [new AccessDeniedError('why'), 'access-denied', 'why', {}],
    [new ProjectUnavailableError(), 'project-unavailable', 'The project is unavailable: it is disabled.', {}],
    [
      new EntityNotFoundError('user', 'u'),
      'entity-not-found',
      "There is no user 'u' in this account.",
      { what: 'user', id: 'u' },
    ],
    [new DirectoryConflictError('why'), 'directory-conflict', 'why', {}],
    [new WrongPasswordError(), 'wrong-password', 'The username or password is wrong.', {}],
    [
      new UnreadableSecretError(),
      'unreadable-secret',
      'A secret cannot be read with the key of this server; give the key that sealed it.',
      {},
    ],
  ])('%s has a stable code, a message and its facts', (error, code, message, facts) => {
    expect({ code: error.code, message: error.message, facts: error.facts }).toEqual({ code, message, facts })
    expect(error.name).toBe(error.constructor.name)
  })

  it('keeps its cause', () => {
    const cause = new Error('bad tag')
    expect(new UnreadableSecretError({ cause }).cause).toBe(cause)
  })
})

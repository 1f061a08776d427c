import { describe, expect, it } from 'vitest'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { aDirectory, aProject } from '../identities.fixture.js'
import { createProject, updateProject } from './project-changes.js'

const directory = aDirectory(aProject('p2'))

describe('making a project', () => {
  it('puts it', () => {
    expect(createProject(directory, aProject('p3'), 3)).toEqual({ put: [aProject('p3')] })
  })

  it.each(['p1', 'other-p'])('refuses the id %s, which is taken, in whatever account', (id) => {
    expect(() => createProject(directory, aProject(id, { name: 'new' }), 9)).toThrow(
      new DirectoryConflictError('The project id is taken; leave it out to get a new one.'),
    )
  })

  it('refuses a taken name and one too many', () => {
    expect(() => createProject(directory, aProject('p3', { name: 'P1' }), 9)).toThrow("name 'P1' is taken")
    expect(() => createProject(directory, aProject('p3'), 2)).toThrow('has 2 of this kind already (project)')
  })
})

describe('changing a project', () => {
  it.each([
    [{}, aProject('p1')],
    [{ name: 'P1' }, aProject('p1', { name: 'P1' })],
    [{ isEnabled: false }, aProject('p1', { isEnabled: false })],
    [{ name: 'new', isEnabled: false }, aProject('p1', { name: 'new', isEnabled: false })],
  ])('changes just %o', (changes, project) => {
    expect(updateProject(directory, 'acme', 'p1', changes)).toEqual({ put: [project] })
  })

  it('can enable a disabled one, and leaves it as it is otherwise', () => {
    const disabled = directory.changed({ put: [aProject('p1', { isEnabled: false })] })
    expect(updateProject(disabled, 'acme', 'p1', { isEnabled: true })).toEqual({ put: [aProject('p1')] })
    expect(updateProject(disabled, 'acme', 'p1', {})).toEqual({ put: [aProject('p1', { isEnabled: false })] })
  })

  it('refuses a taken name', () => {
    expect(() => updateProject(directory, 'acme', 'p1', { name: 'P2' })).toThrow(DirectoryConflictError)
  })

  it.each(['other-p', 'unknown'])('does not know %s', (id) => {
    const unknown = new EntityNotFoundError('project', id)
    expect(() => updateProject(directory, 'acme', id, { name: 'x' })).toThrow(unknown)
  })
})

import { describe, expect, it } from 'vitest'
import { dependsOnEnterpriseProject, namedEnterpriseProjects } from './enterprise-project-dependence.js'
import { parsePolicy } from './parse-policy.js'

describe('a policy', () => {
  const plain = { Effect: 'Allow', Action: ['*'] }
  const onUser = { ...plain, Condition: { StringEquals: { 'g:UserName': ['ann'] } } }
  it.each([
    ['no condition', [plain], false],
    ['a condition on something else', [onUser], false],
    ['a condition on it', [{ ...plain, Condition: { StringEquals: { 'g:EnterpriseProjectId': ['ep-1'] } } }], true],
    ['a condition on its presence', [{ ...plain, Condition: { Null: { 'g:EnterpriseProjectId': ['true'] } } }], true],
    [
      'it among others',
      [
        plain,
        onUser,
        {
          ...plain,
          Effect: 'Deny',
          Condition: { StringEquals: { 'g:UserName': ['x'], 'g:EnterpriseProjectId': ['ep-1'] } },
        },
      ],
      true,
    ],
  ])('with %s depends on the enterprise project, or not', (_what, statements, expected) => {
    expect(dependsOnEnterpriseProject(parsePolicy({ Version: '5.0', Statement: statements }))).toBe(expected)
  })
})

it('names the enterprise projects of all its conditions', () => {
  const on = (operator: string, key: string, values: readonly string[]) => ({
    Effect: 'Allow',
    Action: ['*'],
    Condition: { [operator]: { [key]: values } },
  })
  const document = parsePolicy({
    Version: '5.0',
    Statement: [
      on('StringEquals', 'g:EnterpriseProjectId', ['ep-1', 'ep-2']),
      on('StringEquals', 'g:UserName', ['ann']),
      on('Null', 'g:EnterpriseProjectId', ['true']),
      on('StringNotEquals', 'g:EnterpriseProjectId', ['ep-3']),
    ],
  })
  expect(namedEnterpriseProjects(document)).toEqual(['ep-1', 'ep-2', 'ep-3'])
})

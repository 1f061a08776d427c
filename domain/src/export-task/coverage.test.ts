import { describe, expect, it } from 'vitest'
import type { RecordQuery } from '../connection-record/record-query.js'
import { coveredEnterpriseProjects } from './coverage.js'
import { wireQuery } from './manifest.js'

describe('a frozen query', () => {
  it.each<[string, Partial<RecordQuery>, readonly string[] | undefined, object]>([
    ['all', {}, undefined, {}],
    ['those it was asked within', { enterpriseProjectIds: ['a', 'b'] }, ['a', 'b'], { enterprise_project_ids: 'a,b' }],
    ['nothing', { enterpriseProjectIds: [] }, [], { enterprise_project_ids: '' }],
    ['the one it filters by', { enterpriseProjectId: 'a' }, ['a'], { enterprise_project_id: 'a' }],
    [
      'the one of several that it filters by, and tells no other',
      { enterpriseProjectId: 'a', enterpriseProjectIds: ['a', 'b'] },
      ['a'],
      { enterprise_project_id: 'a' },
    ],
  ])('covers %s', (_what, query, covered, told) => {
    const whole = { projectId: 'p', ...query }
    expect(coveredEnterpriseProjects(whole)).toEqual(covered)
    expect(wireQuery(whole)).toEqual(told)
  })
})

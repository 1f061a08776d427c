import { expect, it } from 'vitest'
import { peerWhere } from './peer-where.js'

it('a condition has a placeholder for each value that is asked for, in order', () => {
  const query = { projectId: 'p', startedUntil: new Date(5), publicIp: '203.0.113.1', e2eRttMs: { min: 0 } }
  expect(peerWhere(query, { placeholder: (number) => `$${number}`, instant: (at) => at.getTime() })).toEqual({
    sql: 'project_id = $1 AND connection_start_time <= $2 AND public_ip = $3 AND e2e_rtt >= $4',
    values: ['p', 5, '203.0.113.1', 0],
  })
})

import { expect, it } from 'vitest'
import { wireQuery } from './manifest.js'

it('a query is told in the names of its parameters', () => {
  const query = wireQuery({
    projectId: 'p',
    startedFrom: new Date('2026-01-10T09:00:00Z'),
    startedUntil: new Date('2026-01-10T10:00:00Z'),
    userName: 'zoe',
    computerName: 'PC-1',
    terminalType: 'win',
    wholeTerminalType: 'Windows 10',
    publicIp: '203.0.113.9',
    network: { bytes: [203, 0, 113, 0], prefixLength: 24 },
    enterpriseProjectId: 'ep-1',
    domain: 'corp',
    status: 'broken',
    failureReason: 'gateway timeout',
    clientVersion: '1.0',
    agentVersion: '2.0',
    e2eRttMs: { min: 1, max: 2 },
    networkRttMs: { min: 3, max: 4 },
  })
  expect(query).toEqual({
    start_time: '2026-01-10T09:00:00.000Z',
    end_time: '2026-01-10T10:00:00.000Z',
    user_name: 'zoe',
    computer_name: 'PC-1',
    terminal_type: 'win',
    whole_terminal_type: 'Windows 10',
    public_ip: '203.0.113.9',
    network: '203.0.113.0/24',
    enterprise_project_id: 'ep-1',
    domain: 'corp',
    status: 'broken',
    connection_failure_reason: 'gateway timeout',
    client_version: '1.0',
    agent_version: '2.0',
    min_e2e_rtt: 1,
    max_e2e_rtt: 2,
    min_network_rtt: 3,
    max_network_rtt: 4,
  })
})

import type { Line } from './trial.js'

/** Records that each filter tells apart, newest first; the third says almost nothing. */
export const THREE_RECORDS: readonly Line[] = [
  {
    connection_start_time: '2026-02-03T09:00:30Z',
    user_name: 'zoe@a.test',
    computer_name: 'D-1',
    terminal_type: 'WI',
    enterprise_project_id: 'a-1',
    public_ip: '192.0.2.1',
    network_rtt: 5,
    e2e_rtt: 500,
  },
  {
    connection_start_time: '2026-02-03T08:00:30Z',
    user_name: 'bob@b.test',
    computer_name: 'D-2',
    terminal_type: 'Windows 10',
    enterprise_project_id: 'b_2',
    public_ip: '192.0.2.10',
    network_rtt: 50,
    e2e_rtt: 50,
  },
  { connection_start_time: '2026-02-03T07:00:30Z', network_rtt: 500, e2e_rtt: 5 },
]

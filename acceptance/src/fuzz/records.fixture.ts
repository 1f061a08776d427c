import type { DeskledgerClient } from '@deskledger/client'

const USERS = ['zoe', 'ZOE', 'CORP\\zoe', 'max@corp.example', '张三']
const ENTERPRISE_PROJECTS = ['ep-open', 'ep-closed', undefined]

/** Delivers records whose filterable values both tenants have; everything else in them are letters. */
export async function fill(
  client: DeskledgerClient,
  count: number,
  lettersOf: (enterpriseProjectId: string | undefined) => string,
): Promise<void> {
  const now = Date.now()
  const lines = Array.from({ length: count }, (_, place) => {
    const enterpriseProjectId = ENTERPRISE_PROJECTS[place % 3]
    const letters = lettersOf(enterpriseProjectId)
    return JSON.stringify({
      transaction_id: `${letters}-${place}`,
      connection_start_time: new Date(now - place * 10_000).toISOString(),
      connection_setup_time: new Date(now - place * 10_000).toISOString(),
      user_name: count > 1_000 && place % 2 === 0 ? `${letters} ${place}` : USERS[place % USERS.length],
      computer_name: count > 1_000 && place % 2 === 0 ? `${letters} ${place}` : `PC-${place % 5}`,
      terminal_type: 'Windows 10',
      public_ip: '203.0.113.9',
      domain: 'corp',
      terminal_name: letters,
      sid: letters,
      enterprise_project_id: enterpriseProjectId,
      network_rtt: place % 400,
      e2e_rtt: place % 400,
    })
  })
  await client.ingestConnectionRecords(`${lines.join('\n')}\n`)
}

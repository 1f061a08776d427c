import { describe, expect, it } from 'vitest'
import { decide } from './decide.js'
import { parsePolicy } from './parse-policy.js'
import { printPolicy } from './policy.fixture.js'
import { FULL_ACCESS_POLICY_ID, SYSTEM_POLICIES } from './system-policies.js'

/** Actions of operations (spec/auth.md 5.3), and who may do them. Columns: see `COLUMNS`. */
const MATRIX = `
                                           te wks FA DM UM SM TM RO in da full
workspace:connections:securityList         x  x   x  -  x  x  x  x  -  -  x
workspace:connections:securityExport       x  x   x  -  -  x  -  -  -  -  x
workspace:connections:listOnlineUsers      x  x   x  x  x  x  x  x  -  -  x
workspace:desktops:getConnectStatus        x  x   x  x  -  x  x  x  -  -  x
workspace:desktops:list                    x  x   x  x  -  x  x  x  -  -  x
workspace:desktops:delete                  x  x   x  x  -  -  -  -  -  -  x
workspace:users:delete                     x  x   x  -  x  -  -  -  -  -  x
workspace:tenants:listExportTasks          x  x   x  -  -  x  x  x  -  -  x
workspace:tenants:exportData               x  x   x  -  -  x  x  -  -  -  x
workspace:tenants:deleteExportTasks        x  x   x  -  -  x  x  -  -  -  x
workspace:tenants:update                   x  x   x  -  -  -  x  -  -  -  x
workspace:session:listUserConnection       x  x   x  -  x  x  x  x  -  -  x
workspace:session:exportUserConnection     x  x   x  -  -  -  -  -  -  -  x
workspace:session:listAppConnection        x  x   x  -  x  x  x  x  -  -  x
workspace:session:exportAppConnection      x  x   x  -  -  -  -  -  -  -  x
deskledger:connections:ingest              x  -   -  -  -  -  -  -  x  x  x
deskledger:settings:update                 x  -   -  -  -  -  -  -  -  x  x
deskledger:faults:create                   x  -   -  -  -  -  -  -  -  x  x
deskledger:accounts:list                   -  -   -  -  -  -  -  -  -  x  x
deskledger:projects:create                 -  -   -  -  -  -  -  -  -  x  x
deskledger:users:list                      -  -   -  -  -  -  -  -  -  x  x
deskledger:groups:update                   -  -   -  -  -  -  -  -  -  x  x
deskledger:accessKeys:show                 -  -   -  -  -  -  -  -  -  x  x
deskledger:policies:delete                 -  -   -  -  -  -  -  -  -  x  x
deskledger:grants:create                   -  -   -  -  -  -  -  -  -  x  x
deskledger:legalHolds:delete               -  -   -  -  -  -  -  -  -  x  x
deskledger:persons:erase                   -  -   -  -  -  -  -  -  -  x  x
deskledger:retention:preview               x  -   -  -  -  -  -  -  -  x  x
iam:users:listUsers                        -  -   -  -  -  -  -  -  -  -  x
obs:bucket:listBucket                      x  -   -  -  -  -  -  -  -  -  x
`

const COLUMNS = [
  ['te_admin', 'Tenant Administrator', '1.0'],
  ['wks_adm', 'Workspace Administrator', '1.0'],
  ['workspace_full_access', 'Workspace FullAccess', '1.1'],
  ['workspace_desktops_manager', 'Workspace DesktopsManager', '1.1'],
  ['workspace_user_manager', 'Workspace UserManager', '1.1'],
  ['workspace_security_manager', 'Workspace SecurityManager', '1.1'],
  ['workspace_tenant_manager', 'Workspace TenantManager', '1.1'],
  ['workspace_read_only_access', 'Workspace ReadOnlyAccess', '1.1'],
  ['deskledger_ingest', 'Deskledger Ingest', '1.1'],
  ['deskledger_administrator', 'Deskledger Administrator', '1.1'],
  ['full_access', 'Full Access', '1.1'],
] as const

const ROWS = MATRIX.trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split(/\s+/))

describe('system policies', () => {
  it('are these', () => {
    expect(SYSTEM_POLICIES.map(({ policyId, name, document }) => [policyId, name, document.version])).toEqual(COLUMNS)
  })

  it.each(SYSTEM_POLICIES)('$name says what it is for, and never denies', ({ description, document }) => {
    expect(description).toMatch(/^[A-Z].{15,}\.$/)
    expect(document.statements.map(({ effect }) => effect)).toEqual(['Allow'])
  })

  it.each(SYSTEM_POLICIES)('$name obeys the grammar that users write', ({ document }) => {
    const inGrammar = document.version === '1.0' ? ({ ...document, version: '5.0' } as const) : document
    expect(parsePolicy(printPolicy(inGrammar))).toStrictEqual(inGrammar)
  })

  it.each(SYSTEM_POLICIES)('$name is shown as what it is', ({ source, document }) => {
    expect(source['Version']).toBe(document.version)
    const Version = document.version === '1.0' ? '5.0' : document.version
    expect(parsePolicy({ ...source, Version })).toStrictEqual({ ...document, version: Version })
  })

  it('have the one among them that the group admin is granted', () => {
    const policy = SYSTEM_POLICIES.find(({ policyId }) => policyId === FULL_ACCESS_POLICY_ID)
    expect(policy?.name).toBe('Full Access')
  })

  it.each(ROWS)('%s is allowed as the table says', (action, ...marks) => {
    const allowed = SYSTEM_POLICIES.map((policy) => decide([policy], { action, context: {} }).outcome)
    expect(allowed).toEqual(marks.map((mark) => (mark === 'x' ? 'allow' : 'implicit-deny')))
  })
})

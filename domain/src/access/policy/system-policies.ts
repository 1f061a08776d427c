import { foldCase } from '../../connection-record/case-folding.js'
import { EVERYTHING, type PatternSet, type PolicyDocument, type PolicyVersion } from './policy-document.js'

/** A policy or role that every account has and nobody can change. */
export interface SystemPolicy {
  /** Readable, and the same for ever. */
  readonly policyId: string
  readonly name: string
  readonly description: string
  readonly document: PolicyDocument
}

/** Who may do what: our own administration, and the vendor's identity service. */
const IDENTITY_ADMINISTRATION = [
  'deskledger:accounts:*',
  'deskledger:projects:*',
  'deskledger:users:*',
  'deskledger:groups:*',
  'deskledger:accessKeys:*',
  'deskledger:policies:*',
  'deskledger:grants:*',
  'iam:*:*',
]

/** As spec/auth.md 5.4 recommends. Fetching an export (`exportData`) hands out records in bulk and is not part of it. */
const READ_ONLY = ['workspace:*:get*', 'workspace:*:list*', 'workspace:connections:securityList']

/**
 * System-defined permissions: the vendor's names (spec/auth.md 5.4), whose contents are not published, and our own. The
 * vendor's desktop and user managers mostly manage what this product does not have; of our operations they get those
 * about the state of desktops, and those about what users did, and no export.
 */
export const SYSTEM_POLICIES: readonly SystemPolicy[] = [
  {
    policyId: 'te_admin',
    name: 'Tenant Administrator',
    description: 'Everything except accounts, projects, users, groups, access keys, policies and grants.',
    document: allowingAllBut(IDENTITY_ADMINISTRATION),
  },
  {
    policyId: 'wks_adm',
    name: 'Workspace Administrator',
    description: 'Everything of the Workspace service.',
    document: allowing(['workspace:*:*'], '1.0'),
  },
  {
    policyId: 'workspace_full_access',
    name: 'Workspace FullAccess',
    description: 'Everything of the Workspace service.',
    document: allowing(['workspace:*:*']),
  },
  {
    policyId: 'workspace_desktops_manager',
    name: 'Workspace DesktopsManager',
    description: 'Desktops: their connection states, and who is connected.',
    document: allowing(['workspace:desktops:*', 'workspace:connections:listOnlineUsers']),
  },
  {
    policyId: 'workspace_user_manager',
    name: 'Workspace UserManager',
    description: 'Users: their connection records, and who is connected. No exports.',
    document: allowing([
      'workspace:users:*',
      'workspace:connections:securityList',
      'workspace:connections:listOnlineUsers',
      'workspace:session:list*',
    ]),
  },
  {
    policyId: 'workspace_security_manager',
    name: 'Workspace SecurityManager',
    description: 'Reads everything of the Workspace service; exports connection records and handles export tasks.',
    document: allowing([
      ...READ_ONLY,
      'workspace:connections:*',
      'workspace:tenants:listExportTasks',
      'workspace:tenants:exportData',
      'workspace:tenants:deleteExportTasks',
    ]),
  },
  {
    policyId: 'workspace_tenant_manager',
    name: 'Workspace TenantManager',
    description: 'Reads everything of the Workspace service; handles what concerns the tenant, export tasks included.',
    document: allowing([...READ_ONLY, 'workspace:tenants:*']),
  },
  {
    policyId: 'workspace_read_only_access',
    name: 'Workspace ReadOnlyAccess',
    description: 'Reads everything of the Workspace service. No exports.',
    document: allowing(READ_ONLY),
  },
  {
    policyId: 'deskledger_ingest',
    name: 'Deskledger Ingest',
    description: 'Delivers connection records, for agents.',
    document: allowing(['deskledger:connections:ingest']),
  },
  {
    policyId: 'deskledger_administrator',
    name: 'Deskledger Administrator',
    description: 'Everything that is beyond the published API: delivery of records and administration.',
    document: allowing(['deskledger:*:*']),
  },
  {
    policyId: 'full_access',
    name: 'Full Access',
    description: 'Everything. The group admin has it.',
    document: allowing(['*']),
  },
]

function allowing(actions: readonly string[], version: PolicyVersion = '1.1'): PolicyDocument {
  return allowingSet(version, { patterns: actions.map((action) => foldCase(action)), isNegated: false })
}

/** A role, since only 5.0 could say so; without a Deny, which would override what other policies grant. */
function allowingAllBut(actions: readonly string[]): PolicyDocument {
  return allowingSet('1.0', { patterns: actions.map((action) => foldCase(action)), isNegated: true })
}

function allowingSet(version: PolicyVersion, actions: PatternSet): PolicyDocument {
  return { version, statements: [{ effect: 'Allow', actions, resources: EVERYTHING, conditions: [] }] }
}

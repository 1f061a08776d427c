import { parsePolicy } from './parse-policy.js'
import type { PolicyDocument } from './policy-document.js'

/** A policy or role that every account has and nobody can change. */
export interface SystemPolicy {
  /** Readable, and the same for ever. */
  readonly policyId: string
  readonly name: string
  readonly description: string
  /** As a user would write it, where the grammar lets users write it. */
  readonly source: Readonly<Record<string, unknown>>
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
    ...role({ NotAction: IDENTITY_ADMINISTRATION }),
  },
  {
    policyId: 'wks_adm',
    name: 'Workspace Administrator',
    description: 'Everything of the Workspace service.',
    ...role({ Action: ['workspace:*:*'] }),
  },
  {
    policyId: 'workspace_full_access',
    name: 'Workspace FullAccess',
    description: 'Everything of the Workspace service.',
    ...allowing(['workspace:*:*']),
  },
  {
    policyId: 'workspace_desktops_manager',
    name: 'Workspace DesktopsManager',
    description: 'Desktops: their connection states, and who is connected.',
    ...allowing(['workspace:desktops:*', 'workspace:connections:listOnlineUsers']),
  },
  {
    policyId: 'workspace_user_manager',
    name: 'Workspace UserManager',
    description: 'Users: their connection records, and who is connected. No exports.',
    ...allowing([
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
    ...allowing([
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
    ...allowing([...READ_ONLY, 'workspace:tenants:*']),
  },
  {
    policyId: 'workspace_read_only_access',
    name: 'Workspace ReadOnlyAccess',
    description: 'Reads everything of the Workspace service. No exports.',
    ...allowing(READ_ONLY),
  },
  {
    policyId: 'deskledger_ingest',
    name: 'Deskledger Ingest',
    description: 'Delivers connection records, for agents.',
    ...allowing(['deskledger:connections:ingest']),
  },
  {
    policyId: 'deskledger_administrator',
    name: 'Deskledger Administrator',
    description: 'Everything that is beyond the published API: delivery of records and administration.',
    ...allowing(['deskledger:*:*']),
  },
  {
    policyId: 'full_access',
    name: 'Full Access',
    description: 'Everything. The group admin has it.',
    ...allowing(['*']),
  },
]

type Written = Pick<SystemPolicy, 'source' | 'document'>

function allowing(actions: readonly string[]): Written {
  const source = { Version: '1.1', Statement: [{ Effect: 'Allow', Action: actions }] }
  return { source, document: parsePolicy(source) }
}

/** Roles have no grammar that users could write; NotAction is borrowed, as a Deny would override other grants. */
function role(actions: { Action: readonly string[] } | { NotAction: readonly string[] }): Written {
  const statements = [{ Effect: 'Allow', ...actions }]
  return {
    source: { Version: '1.0', Statement: statements },
    document: { ...parsePolicy({ Version: '5.0', Statement: statements }), version: '1.0' },
  }
}

/** What the group `admin` is granted. */
export const FULL_ACCESS_POLICY_ID = 'full_access'

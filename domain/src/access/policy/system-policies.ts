import { foldCase } from '../../connection-record/case-folding.js'
import { EVERYTHING, type PatternSet, type PolicyDocument, type PolicyVersion } from './policy-document.js'

/** A policy or role that every account has and nobody can change. */
export interface SystemPolicy {
  /** Readable, and the same for ever. */
  readonly policyId: string
  readonly name: string
  readonly description: string
  /** As a user would write it, if the grammar of its version let users write it. */
  readonly source: Readonly<Record<string, unknown>>
  readonly document: PolicyDocument
}

/** Who may do what, and who did: our own administration, and the vendor's identity service. */
const IDENTITY_ADMINISTRATION = [
  'deskledger:accounts:*',
  'deskledger:projects:*',
  'deskledger:users:*',
  'deskledger:groups:*',
  'deskledger:accessKeys:*',
  'deskledger:policies:*',
  'deskledger:grants:*',
  'deskledger:audit:*',
  'deskledger:legalHolds:*',
  'deskledger:persons:*',
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
    description:
      'Everything except accounts, projects, users, groups, access keys, policies, grants, the audit log, legal holds and erasing people.',
    ...allowingAllBut(IDENTITY_ADMINISTRATION),
  },
  {
    policyId: 'wks_adm',
    name: 'Workspace Administrator',
    description: 'Everything of the Workspace service.',
    ...allowing(['workspace:*:*'], '1.0'),
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

type Contents = Pick<SystemPolicy, 'source' | 'document'>

function allowing(actions: readonly string[], version: PolicyVersion = '1.1'): Contents {
  return contents(version, { Action: actions }, { patterns: folded(actions), isNegated: false })
}

/** A role, since only 5.0 could say so; without a Deny, which would override what other policies grant. */
function allowingAllBut(actions: readonly string[]): Contents {
  return contents('1.0', { NotAction: actions }, { patterns: folded(actions), isNegated: true })
}

function contents(version: PolicyVersion, written: Readonly<Record<string, unknown>>, actions: PatternSet): Contents {
  return {
    source: { Version: version, Statement: [{ Effect: 'Allow', ...written }] },
    document: { version, statements: [{ effect: 'Allow', actions, resources: EVERYTHING, conditions: [] }] },
  }
}

function folded(actions: readonly string[]): readonly string[] {
  return actions.map((action) => foldCase(action))
}

/** What the group `admin` is granted. */
export const FULL_ACCESS_POLICY_ID = 'full_access'

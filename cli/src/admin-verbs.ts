import type { OperationId } from '@deskledger/client'

/** What `deskledger admin <resource> <verb>` sends. */
export interface AdminVerb {
  readonly operation: OperationId
  /** Members of the body that the verb itself says. */
  readonly fixed?: Readonly<Record<string, unknown>>
  /** Where it is not that of the operation. */
  readonly summary?: string
}

/** Verbs by name. */
export interface AdminResource {
  readonly summary: string
  readonly verbs: Readonly<Record<string, AdminVerb>>
}

/** Everything that can be administered. */
export const ADMIN_RESOURCES: Readonly<Record<string, AdminResource>> = {
  accounts: {
    summary: 'accounts of the server',
    verbs: {
      list: { operation: 'ListAccounts' },
      create: { operation: 'CreateAccount' },
      enable: { operation: 'UpdateAccount', fixed: { enabled: true }, summary: 'enable an account' },
      disable: { operation: 'UpdateAccount', fixed: { enabled: false }, summary: 'disable an account' },
    },
  },
  projects: {
    summary: 'projects of the account',
    verbs: {
      list: { operation: 'ListProjects' },
      create: { operation: 'CreateProject' },
      update: { operation: 'UpdateProject' },
    },
  },
  users: {
    summary: 'users of the account',
    verbs: {
      list: { operation: 'ListUsers' },
      create: { operation: 'CreateUser' },
      show: { operation: 'ShowUser' },
      update: { operation: 'UpdateUser' },
      delete: { operation: 'DeleteUser' },
    },
  },
  'access-keys': {
    summary: 'access keys of users',
    verbs: {
      list: { operation: 'ListAccessKeys' },
      create: { operation: 'CreateAccessKey' },
      update: { operation: 'UpdateAccessKey' },
      delete: { operation: 'DeleteAccessKey' },
    },
  },
  groups: {
    summary: 'groups of users',
    verbs: {
      list: { operation: 'ListGroups' },
      create: { operation: 'CreateGroup' },
      show: { operation: 'ShowGroup' },
      delete: { operation: 'DeleteGroup' },
      'add-user': { operation: 'AddUserToGroup' },
      'remove-user': { operation: 'RemoveUserFromGroup' },
    },
  },
  policies: {
    summary: 'policies, and what they decide',
    verbs: {
      list: { operation: 'ListPolicies' },
      create: { operation: 'CreatePolicy' },
      show: { operation: 'ShowPolicy' },
      update: { operation: 'UpdatePolicy' },
      delete: { operation: 'DeletePolicy' },
      test: { operation: 'TestPolicy' },
    },
  },
  grants: {
    summary: 'who has which policy',
    verbs: {
      list: { operation: 'ListGrants' },
      create: { operation: 'CreateGrant' },
      delete: { operation: 'DeleteGrant' },
    },
  },
  audit: {
    summary: 'who did what',
    verbs: {
      list: { operation: 'ListAuditEntries' },
      checkpoint: { operation: 'ShowAuditCheckpoint' },
      erase: { operation: 'ErasePersonalData' },
    },
  },
  'legal-holds': {
    summary: 'records that nothing removes',
    verbs: {
      list: { operation: 'ListLegalHolds' },
      add: { operation: 'AddLegalHold' },
      remove: { operation: 'RemoveLegalHold' },
    },
  },
  persons: {
    summary: 'people whom records tell of',
    verbs: { erase: { operation: 'ErasePerson' } },
  },
  retention: {
    summary: 'what the next purge would remove',
    verbs: { preview: { operation: 'PreviewPurge' } },
  },
  settings: {
    summary: 'settings of the server',
    verbs: {
      show: { operation: 'ShowSettings' },
    },
  },
  backups: { summary: 'backups of the server', verbs: { create: { operation: 'CreateBackup' } } },
  faults: {
    summary: 'failures on demand, for tests of automation',
    verbs: {
      list: { operation: 'ListFaults' },
      add: { operation: 'AddFault' },
      clear: { operation: 'ClearFaults' },
    },
  },
}

import type { Operation } from '../operation.js'
import * as parameters from '../parameters.js'
import { AuditEntryPage, ErasedPersonalData, PersonalDataErasure, SignedCheckpoint } from '../schemas/audit.js'

const AUDIT = { isExtension: true, errorShape: 'service', pathParameters: parameters.NoParameters } as const

const account = (action: string) => ({ scope: 'account', action: `deskledger:audit:${action}` }) as const

/** The audit log: who did what, in a chain that nobody can change unseen (promises.md 26 and 27). */
export const AUDIT_OPERATIONS = {
  ListAuditEntries: {
    ...AUDIT,
    method: 'GET',
    path: '/admin/v1/audit-entries',
    summary: 'List the audit entries of the account',
    description:
      'Newest first. The account that the server was founded with also sees what belongs to no account: refusals of unknown keys, and what the server did by itself.',
    access: account('list'),
    effect: 'read',
    query: parameters.AuditQuery,
    answer: { status: 200, description: 'The entries.', mediaType: 'application/json', schema: AuditEntryPage },
  },
  ShowAuditCheckpoint: {
    ...AUDIT,
    method: 'GET',
    path: '/admin/v1/audit-checkpoint',
    summary: 'Show a signed checkpoint of the audit log',
    description:
      'How many entries there are and the hash of the last, signed by a key of ListSigningKeys. Kept elsewhere, it shows later whether the log was cut or made anew.',
    access: account('showCheckpoint'),
    effect: 'read',
    query: parameters.NoQuery,
    answer: { status: 200, description: 'The checkpoint.', mediaType: 'application/json', schema: SignedCheckpoint },
  },
  ErasePersonalData: {
    ...AUDIT,
    method: 'POST',
    path: '/admin/v1/audit-entries/erase-personal-data',
    summary: 'Erase personal data from the audit log',
    description:
      'Names and addresses of a user, or one name or address, in the entries of the account. The entries stay and so does the chain: it holds salted hashes of what is erased.',
    access: account('erase'),
    effect: 'once',
    query: parameters.NoQuery,
    body: { 'application/json': PersonalDataErasure },
    answer: {
      status: 200,
      description: 'The data are gone.',
      mediaType: 'application/json',
      schema: ErasedPersonalData,
    },
  },
} as const satisfies Record<string, Operation>

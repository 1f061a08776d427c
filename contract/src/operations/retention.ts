import type { Operation } from '../operation.js'
import * as parameters from '../parameters.js'
import {
  ErasedPersonView,
  LegalHoldList,
  LegalHoldView,
  NewLegalHold,
  PersonErasure,
  PurgePreviewView,
} from '../schemas/retention.js'

const RETENTION = {
  isExtension: true,
  errorShape: 'service',
  pathParameters: parameters.ProjectPath,
  query: parameters.NoQuery,
} as const

const account = (action: string) => ({ scope: 'account', action: `deskledger:${action}` }) as const

/** What stays, and what the next purge removes. */
export const RETENTION_OPERATIONS = {
  ListLegalHolds: {
    ...RETENTION,
    method: 'GET',
    path: '/admin/v1/projects/{project_id}/legal-holds',
    summary: 'List the legal holds of a project',
    description: 'What they cover is removed neither by age nor on request.',
    access: account('legalHolds:list'),
    effect: 'read',
    answer: {
      status: 200,
      description: 'The holds, oldest first.',
      mediaType: 'application/json',
      schema: LegalHoldList,
    },
  },
  AddLegalHold: {
    ...RETENTION,
    method: 'POST',
    path: '/admin/v1/projects/{project_id}/legal-holds',
    summary: 'Put records of a project under legal hold',
    description:
      'Those of a user, of a range of time, or both; without either all of the project. It holds from the answer on, also for records that come in later.',
    access: account('legalHolds:create'),
    effect: 'once',
    body: { 'application/json': NewLegalHold },
    answer: { status: 201, description: 'The hold.', mediaType: 'application/json', schema: LegalHoldView },
  },
  RemoveLegalHold: {
    ...RETENTION,
    method: 'DELETE',
    path: '/admin/v1/projects/{project_id}/legal-holds/{hold_id}',
    summary: 'End a legal hold',
    description: 'What is old enough goes with the next purge.',
    access: account('legalHolds:delete'),
    effect: 'idempotent',
    pathParameters: parameters.LegalHoldPath,
    answer: { status: 204, description: 'The hold has ended.' },
  },
  ErasePerson: {
    ...RETENTION,
    method: 'POST',
    path: '/admin/v1/projects/{project_id}/erase-person',
    summary: 'Erase a person from records and audit log',
    description:
      'User name, domain, and names and addresses of the terminal in all records of the user name, ignoring case; name and addresses in the audit log. Exports that may hold the person are named, and deleted on request. 409 as long as a legal hold covers any of these records; then nothing is erased.',
    access: account('persons:erase'),
    // Records that came in between would be erased, too.
    effect: 'once',
    body: { 'application/json': PersonErasure },
    answer: {
      status: 200,
      description: 'What was erased, and what is left.',
      mediaType: 'application/json',
      schema: ErasedPersonView,
    },
  },
  PreviewPurge: {
    ...RETENTION,
    method: 'GET',
    path: '/admin/v1/projects/{project_id}/purge-preview',
    summary: 'Show what the next purge would remove',
    description: 'By day, and how many records legal holds keep. Nothing is removed.',
    access: account('retention:preview'),
    effect: 'read',
    query: parameters.PurgePreviewQuery,
    answer: {
      status: 200,
      description: 'What would go and what would stay.',
      mediaType: 'application/json',
      schema: PurgePreviewView,
    },
  },
} as const satisfies Record<string, Operation>

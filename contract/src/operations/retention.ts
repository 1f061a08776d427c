import type { Operation } from '../operation.js'
import * as parameters from '../parameters.js'
import { LegalHoldList, LegalHoldView, NewLegalHold, PurgePreviewView } from '../schemas/retention.js'

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

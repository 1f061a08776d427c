import * as Type from 'typebox'
import type { Operation } from '../operation.js'
import * as parameters from '../parameters.js'
import { ExportEstimate, ExportTaskDetail, SignedManifest } from '../schemas/export-task.js'
import { IngestRecord, IngestResult } from '../schemas/record.js'
import { SigningKeyList } from '../schemas/signing-key.js'

const EXTENSION = { isExtension: true, errorShape: 'service' } as const

/** What the Workspace API does not have: delivery, and more about tasks (design.md 3). */
export const EXTENSIONS = {
  IngestConnectionRecords: {
    ...EXTENSION,
    method: 'POST',
    path: '/v3/{project_id}/desktops/connections',
    summary: 'Deliver connection records',
    description:
      'One record per line (NDJSON) or `{"records":[…]}`; `Content-Encoding: gzip` is taken. Deliveries of one record are merged field by field, highest revision first. A refused line has no effect and harms no other; with `atomic` it refuses the request with 400. Status 200 means: on disk, synced.',
    access: { scope: 'project', action: 'deskledger:connections:ingest' },
    effect: 'idempotent',
    pathParameters: parameters.ProjectPath,
    query: parameters.IngestQuery,
    body: {
      'application/x-ndjson': IngestRecord,
      'application/json': Type.Object({ records: Type.Array(IngestRecord) }, { additionalProperties: false }),
    },
    answer: {
      status: 200,
      description: 'What each line did.',
      mediaType: 'application/json',
      schema: IngestResult,
    },
  },
  EstimateExport: {
    ...EXTENSION,
    method: 'GET',
    path: '/v3/{project_id}/desktops/connections/export/estimate',
    summary: 'Tell what an export would be like',
    description:
      'The parameters are those of ExportUserConnectionNew, and so is the access. Rows are counted; bytes and seconds are rough, from finished exports of the project where there are any of the kind. Nothing is created.',
    access: { scope: 'project', action: 'workspace:connections:export' },
    effect: 'read',
    pathParameters: parameters.ProjectPath,
    query: parameters.ExportQuery,
    answer: { status: 200, description: 'The estimate.', mediaType: 'application/json', schema: ExportEstimate },
  },
  ShowExportTask: {
    ...EXTENSION,
    method: 'GET',
    path: '/v2/{project_id}/export-tasks/{task_id}',
    summary: 'Show one export task',
    description: 'The task with its progress, query, size and digest.',
    access: { scope: 'project', action: 'workspace:tenants:listExportTasks' },
    effect: 'read',
    pathParameters: parameters.TaskPath,
    query: parameters.NoQuery,
    answer: { status: 200, description: 'The task.', mediaType: 'application/json', schema: ExportTaskDetail },
  },
  ShowExportManifest: {
    ...EXTENSION,
    method: 'GET',
    path: '/v2/{project_id}/export-tasks/{task_id}/manifest',
    summary: 'Show the signed manifest of an export file',
    description:
      'Rows, bytes and SHA-256 of the file, the query it answers and the cut-off it was read at, in an envelope (DSSE) signed by a key of ListSigningKeys. A file made before version 2 of the manifest has an unsigned one, without an envelope.',
    access: { scope: 'project', action: 'workspace:tenants:exportData' },
    effect: 'read',
    pathParameters: parameters.TaskPath,
    query: parameters.NoQuery,
    answer: { status: 200, description: 'The manifest.', mediaType: 'application/json', schema: SignedManifest },
  },
  ListSigningKeys: {
    ...EXTENSION,
    method: 'GET',
    path: '/v1/signing-keys',
    summary: 'List the public keys that this server signs with',
    description:
      'Manifests of export files and checkpoints of the audit log are signed with the last one; older ones stay listed. Compare the id of a key with what its operator told you by another way before you rely on it.',
    access: { scope: 'public' },
    effect: 'read',
    pathParameters: parameters.NoParameters,
    query: parameters.NoQuery,
    answer: { status: 200, description: 'The keys.', mediaType: 'application/json', schema: SigningKeyList },
  },
} as const satisfies Record<string, Operation>

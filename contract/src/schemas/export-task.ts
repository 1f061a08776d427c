import type { Static } from 'typebox'
import * as Type from 'typebox'
import { LIMITS } from '../limits.js'
import { envelopeOf } from './envelope.js'

const EXPORT_STATUSES = ['CREATING', 'SUCCESS', 'FAIL', 'EXPIRED'] as const

/** State of an export task (spec/api.md 6). */
const ExportStatus = Type.Enum(EXPORT_STATUSES)

const ITEM = {
  task_id: Type.String(),
  file_name: Type.String(),
  status: ExportStatus,
  fail_reason: Type.Optional(Type.String({ description: 'Why the task failed; only when status is FAIL.' })),
  error_code: Type.Optional(Type.String({ description: 'Only when status is FAIL.' })),
  create_time: Type.String({ description: 'UTC, `yyyy-MM-ddTHH:mm:ss.SSSZ`.' }),
  end_time: Type.Optional(Type.String({ description: 'When the task ended; absent while CREATING.' })),
  is_download: Type.Boolean({ description: 'Whether the whole file was downloaded at least once.' }),
}

/** One export task as the export center lists it. */
export const ExportTaskItem = Type.Object(ITEM, { $id: 'ExportTaskItem', additionalProperties: false })
export type ExportTaskItem = Static<typeof ExportTaskItem>

/** Answer of ListExportTasks. */
export const ExportTaskPage = Type.Object(
  {
    export_tasks: Type.Array(ExportTaskItem),
    count: Type.Integer({ description: 'Matching tasks on all pages.' }),
  },
  { $id: 'ExportTaskPage', additionalProperties: false },
)
export type ExportTaskPage = Static<typeof ExportTaskPage>

/** The frozen query in the API's parameter names. */
const FrozenQuery = Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()]))

/** Everything about one export task. */
export const ExportTaskDetail = Type.Object(
  {
    ...ITEM,
    format: Type.String(),
    compression: Type.Optional(
      Type.String({ description: 'How the whole file is compressed; absent when it is not.' }),
    ),
    language: Type.String(),
    time_zone: Type.String(),
    progress: Type.Object(
      {
        rows_written: Type.Integer(),
        rows_expected: Type.Optional(Type.Integer({ description: 'Known once the rows are counted.' })),
        percent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
      },
      { additionalProperties: false },
    ),
    row_count: Type.Optional(Type.Integer()),
    byte_count: Type.Optional(Type.Integer()),
    sha256: Type.Optional(Type.String({ description: 'Of the file, lower-case hex.' })),
    expires_time: Type.Optional(Type.String({ description: 'When the file is removed.' })),
    requested_by: Type.String({ description: 'Name of the user who asked.' }),
    query: FrozenQuery,
    cut_off_time: Type.String({ description: 'The file holds what was acknowledged up to here, and nothing later.' }),
  },
  { $id: 'ExportTaskDetail', additionalProperties: false },
)
export type ExportTaskDetail = Static<typeof ExportTaskDetail>

/** What the file is and what it answers: the payload of its signed manifest. */
export const ExportManifest = Type.Object(
  {
    manifest_version: Type.Literal(2),
    task_id: Type.String(),
    file_name: Type.String(),
    format: Type.String(),
    compression: Type.Optional(
      Type.String({ description: 'How the whole file is compressed; absent when it is not.' }),
    ),
    language: Type.String(),
    time_zone: Type.String(),
    columns: Type.Array(Type.String(), { description: 'API names of the columns, in order.' }),
    row_count: Type.Integer(),
    byte_count: Type.Integer(),
    sha256: Type.String(),
    alterations: Type.Object(
      {
        cut_cells: Type.Integer({ description: 'Cells whose text was too long for the file type and was cut.' }),
        replaced_characters: Type.Integer({
          description: 'Characters written as `_xHHHH_` because XML cannot hold them.',
        }),
        guarded_cells: Type.Integer({
          description: 'Cells with an apostrophe in front, lest they be taken for formulas.',
        }),
      },
      { additionalProperties: false, description: 'How often values were altered on their way into the file.' },
    ),
    project_id: Type.String(),
    query: FrozenQuery,
    cut_off: Type.Object({ sequence: Type.Integer(), time: Type.String() }, { additionalProperties: false }),
    requested_by: Type.String(),
    create_time: Type.String(),
    end_time: Type.String(),
  },
  { $id: 'ExportManifest', additionalProperties: false },
)
export type ExportManifest = Static<typeof ExportManifest>

/** The manifest of a file, signed. */
export const SignedManifest = envelopeOf('SignedManifest', 'application/vnd.deskledger.manifest+json', ExportManifest)
export type SignedManifest = Static<typeof SignedManifest>

/** What an export would be like. */
export const ExportEstimate = Type.Object(
  {
    format: Type.String({ description: 'File type, after the default of the server.' }),
    row_count: Type.Integer({ description: 'Rows the file would have now; counted.' }),
    estimated_byte_count: Type.Integer({ description: 'Rough size of the file.' }),
    estimated_seconds: Type.Integer({ description: 'Rough time to make it, without what waits before it.' }),
    basis: Type.Enum(['own-exports', 'sample-records'], {
      description:
        'What the rough figures come from: finished exports of the project of the same kind, or measurements.',
    }),
    fits_one_sheet: Type.Boolean({ description: 'Whether an XLSX file would have one sheet.' }),
  },
  { $id: 'ExportEstimate', additionalProperties: false },
)
export type ExportEstimate = Static<typeof ExportEstimate>

/** Answer of ExportUserConnectionNew. */
export const ExportTaskReference = Type.Object(
  { task_id: Type.String({ minLength: 1, maxLength: LIMITS.taskIdLength }) },
  { $id: 'ExportTaskReference', additionalProperties: false },
)
export type ExportTaskReference = Static<typeof ExportTaskReference>

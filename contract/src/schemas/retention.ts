import type { Static } from 'typebox'
import * as Type from 'typebox'
import { LIMITS } from '../limits.js'

const STRICT = { additionalProperties: false }

const COVERS = {
  user_name: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: LIMITS.textParameterLength,
      description: 'Records of this user, whole, ignoring case; without it those of everybody.',
    }),
  ),
  start_time: Type.Optional(
    Type.String({ format: 'date-time', description: 'Connections started at or after this time.' }),
  ),
  end_time: Type.Optional(
    Type.String({ format: 'date-time', description: 'Connections started at or before this time.' }),
  ),
  reason: Type.String({
    minLength: 1,
    maxLength: LIMITS.textParameterLength,
    description: 'Why, for example a file number; no personal data.',
  }),
}

/** Body of AddLegalHold. */
export const NewLegalHold = Type.Object(COVERS, { $id: 'NewLegalHold', ...STRICT })

/** A legal hold: what it covers is removed by nothing. */
export const LegalHoldView = Type.Object(
  {
    hold_id: Type.String(),
    ...COVERS,
    create_time: Type.String(),
    created_by: Type.String({ description: 'User id.' }),
  },
  { $id: 'LegalHold', ...STRICT },
)
export type LegalHoldView = Static<typeof LegalHoldView>

/** Answer of ListLegalHolds. */
export const LegalHoldList = Type.Object(
  { legal_holds: Type.Array(LegalHoldView, { description: 'Oldest first.' }) },
  { $id: 'LegalHoldList', ...STRICT },
)

/** Body of ErasePerson. */
export const PersonErasure = Type.Object(
  {
    user_name: Type.String({
      minLength: 1,
      maxLength: LIMITS.textParameterLength,
      description: 'User name of the person in the records, whole, ignoring case.',
    }),
    delete_exports: Type.Optional(
      Type.Boolean({ default: false, description: 'Also delete the exports that may hold the person.' }),
    ),
  },
  { $id: 'PersonErasure', ...STRICT },
)

/** Answer of ErasePerson. */
export const ErasedPersonView = Type.Object(
  {
    record_count: Type.Integer({ description: 'Records that told who it was, and do no more.' }),
    audit_value_count: Type.Integer({ description: 'Names and addresses that are gone from the audit log.' }),
    export_tasks: Type.Array(
      Type.Object(
        {
          task_id: Type.String(),
          file_name: Type.String(),
          deleted: Type.Boolean({ description: 'Whether it was deleted, with its file; else it is left to you.' }),
        },
        STRICT,
      ),
      { description: 'Exports that may hold the person, or were asked for by this user name.' },
    ),
  },
  { $id: 'ErasedPerson', ...STRICT },
)
export type ErasedPersonView = Static<typeof ErasedPersonView>

const COUNTS = {
  deleted_count: Type.Integer({ description: 'Records that would be removed.' }),
  held_count: Type.Integer({ description: 'Records that are old enough and stay because of a legal hold.' }),
}

/** Answer of PreviewPurge. */
export const PurgePreviewView = Type.Object(
  {
    retention_days: Type.Integer({ description: '0 keeps everything.' }),
    run_time: Type.String({ description: 'Midnight of UTC that comes next.' }),
    started_before: Type.Optional(
      Type.String({ description: 'Older connections go; absent when everything is kept.' }),
    ),
    ...COUNTS,
    days: Type.Array(Type.Object({ day: Type.String({ description: 'Of UTC.' }), ...COUNTS }, STRICT), {
      description: 'Days with such records, oldest first.',
    }),
  },
  { $id: 'PurgePreview', ...STRICT },
)
export type PurgePreviewView = Static<typeof PurgePreviewView>

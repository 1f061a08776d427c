import type { Static } from 'typebox'
import * as Type from 'typebox'
import { LIMITS } from '../limits.js'
import { envelopeOf } from './envelope.js'

const STRICT = { additionalProperties: false }

/** One entry of the audit log. */
export const AuditEntryView = Type.Object(
  {
    sequence: Type.Integer({ description: 'From 1, without gaps over the whole server.' }),
    time: Type.String({ description: 'UTC with milliseconds.' }),
    operation: Type.String({ description: 'Operation id, or what the server did by itself.' }),
    status: Type.Integer({ description: 'Status of the answer.' }),
    error_code: Type.Optional(Type.String()),
    actor_kind: Type.Enum(['user', 'unproven', 'server'], {
      description: '`unproven`: nobody proved an identity, and the rest was merely claimed.',
    }),
    account_id: Type.Optional(Type.String()),
    user_id: Type.Optional(Type.String()),
    user_name: Type.Optional(Type.String({ description: 'Personal: absent once erased.' })),
    address: Type.Optional(
      Type.String({ description: 'Network address of the sender. Personal: absent once erased.' }),
    ),
    credential: Type.Optional(Type.Enum(['access-key', 'token', 'temporary-key', 'password'])),
    access_key: Type.Optional(Type.String({ description: 'That the request was signed with, or said it was.' })),
    request_id: Type.Optional(Type.String()),
    target: Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean(), Type.Array(Type.String())]), {
      description:
        'Ids of what it was done to, by their API names; `enabled` where that was set, `changed` for the names of what was.',
    }),
    repeated: Type.Optional(
      Type.Integer({ description: 'Stands for so many refusals within a minute that were not recorded one by one.' }),
    ),
    erased: Type.Optional(Type.Array(Type.String(), { description: 'Personal fields that were erased.' })),
    previous: Type.String({ description: 'Hash of the entry before; zeros for the first.' }),
    hash: Type.String({ description: 'SHA-256 of this entry as it is stored.' }),
  },
  { $id: 'AuditEntry', ...STRICT },
)
export type AuditEntryView = Static<typeof AuditEntryView>

/** Answer of ListAuditEntries. */
export const AuditEntryPage = Type.Object(
  {
    audit_entries: Type.Array(AuditEntryView, { description: 'Newest first.' }),
    next_before_sequence: Type.Optional(
      Type.Integer({ description: '`before_sequence` of the next page; absent on the last. A page may be short.' }),
    ),
  },
  { $id: 'AuditEntryPage', ...STRICT },
)
export type AuditEntryPage = Static<typeof AuditEntryPage>

/** Body of ErasePersonalData. */
export const PersonalDataErasure = Type.Object(
  {
    user_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: LIMITS.idLength,
        description: 'Erase names and addresses of what this user did…',
      }),
    ),
    value: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: LIMITS.textParameterLength,
        description: '… or this name or address, wherever it stands, ignoring case; one of the two.',
      }),
    ),
  },
  { $id: 'PersonalDataErasure', ...STRICT },
)

/** Answer of ErasePersonalData. */
export const ErasedPersonalData = Type.Object(
  { erased_count: Type.Integer({ description: 'Values that are gone.' }) },
  { $id: 'ErasedPersonalData', ...STRICT },
)

/** What a checkpoint says. */
const AuditCheckpoint = Type.Object(
  {
    checkpoint_version: Type.Literal(1),
    sequence: Type.Integer({ description: 'How many entries there were.' }),
    hash: Type.String({ description: 'Hash of the last of them.' }),
    time: Type.String(),
  },
  { $id: 'AuditCheckpoint', ...STRICT },
)

/** A checkpoint, signed. */
export const SignedCheckpoint = envelopeOf(
  'SignedCheckpoint',
  'application/vnd.deskledger.audit-checkpoint+json',
  AuditCheckpoint,
)
export type SignedCheckpoint = Static<typeof SignedCheckpoint>

import type { Static } from 'typebox'
import * as Type from 'typebox'
import { RejectedLines } from './record.js'

/** Body of every failure (spec/errors.md 1); a refused atomic ingest tells its lines as well. */
export const ErrorBody = Type.Object(
  {
    error_code: Type.String(),
    error_msg: Type.String(),
    request_id: Type.String({ description: 'Same as the header X-Request-Id.' }),
    rejected_count: Type.Optional(
      Type.Integer({ description: 'Of a refused atomic ingest: lines that are at fault.' }),
    ),
    rejected: Type.Optional(RejectedLines),
  },
  { $id: 'Error', additionalProperties: false },
)
export type ErrorBody = Static<typeof ErrorBody>

/** Body of failures of Keystone-style paths; the code is the status (spec/errors.md 1). */
export const KeystoneErrorBody = Type.Object(
  {
    error: Type.Object(
      { code: Type.Integer(), message: Type.String(), title: Type.String() },
      { additionalProperties: false },
    ),
  },
  { $id: 'KeystoneError', additionalProperties: false },
)
export type KeystoneErrorBody = Static<typeof KeystoneErrorBody>

/** Body of failures of other IAM paths (spec/errors.md 1). */
export const IamErrorBody = Type.Object(
  {
    error_code: Type.String({ description: '`IAM.` and four digits.' }),
    error_msg: Type.String(),
    request_id: Type.String({ description: 'Same as the header X-Request-Id.' }),
  },
  { $id: 'IamError', additionalProperties: false },
)
export type IamErrorBody = Static<typeof IamErrorBody>

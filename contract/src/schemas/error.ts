import Type, { type Static } from 'typebox'
import { RejectedLine } from './record.js'

/** Body of every failure (spec/errors.md 1); a refused atomic ingest tells its lines as well. */
export const ErrorBody = Type.Object(
  {
    error_code: Type.String(),
    error_msg: Type.String(),
    request_id: Type.String({ description: 'Same as the header X-Request-Id.' }),
    rejected_count: Type.Optional(
      Type.Integer({ description: 'Of a refused atomic ingest: lines that are at fault.' }),
    ),
    rejected: Type.Optional(Type.Array(RejectedLine, { maxItems: 1000, description: 'The first 1,000 of them.' })),
  },
  { $id: 'Error', additionalProperties: false },
)
export type ErrorBody = Static<typeof ErrorBody>

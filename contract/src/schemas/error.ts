import Type, { type Static } from 'typebox'

/** Body of every failure (spec/errors.md 1). */
export const ErrorBody = Type.Object(
  {
    error_code: Type.String(),
    error_msg: Type.String(),
    request_id: Type.String({ description: 'Same as the header X-Request-Id.' }),
  },
  { $id: 'Error', additionalProperties: false },
)
export type ErrorBody = Static<typeof ErrorBody>

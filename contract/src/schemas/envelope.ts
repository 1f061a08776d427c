import type { Static, TSchema } from 'typebox'
import * as Type from 'typebox'

/** Signed bytes, as DSSE 1.0 has them; `content` says what they are when decoded. */
export const envelopeOf = (id: string, payloadType: string, content: TSchema) =>
  Type.Object(
    {
      payloadType: Type.Literal(payloadType),
      payload: Type.String({
        contentEncoding: 'base64',
        contentMediaType: payloadType,
        contentSchema: content,
        description: 'The signed bytes, in base64.',
      }),
      signatures: Type.Array(
        Type.Object(
          {
            keyid: Type.String({ description: 'Id of the key, as ListSigningKeys has it.' }),
            sig: Type.String({
              description: 'Ed25519 over the pre-authentication encoding of DSSE, in base64.',
            }),
            public_key: Type.Optional(
              Type.String({ description: 'The key as PEM. Whose it is, only a key from elsewhere can show.' }),
            ),
          },
          { additionalProperties: false },
        ),
      ),
    },
    { $id: id, additionalProperties: false },
  )

/** Signed bytes of any type. */
export type Envelope = Static<ReturnType<typeof envelopeOf>>

import type { Static } from 'typebox'
import * as Type from 'typebox'

/** The public half of a key that manifests and checkpoints are signed with. */
export const SigningKeyView = Type.Object(
  {
    key_id: Type.String({ description: 'SHA-256 of the key as DER (SPKI), lower-case hex.' }),
    algorithm: Type.Literal('Ed25519'),
    public_key: Type.String({ description: 'SPKI, as PEM.' }),
    create_time: Type.String({ description: 'Since when this server has signed with it, UTC.' }),
    retired_time: Type.Optional(
      Type.String({ description: 'Since when it has not any more; absent for the present one.' }),
    ),
  },
  { $id: 'SigningKey', additionalProperties: false },
)
export type SigningKeyView = Static<typeof SigningKeyView>

/** All keys that this server ever signed with. */
export const SigningKeyList = Type.Object(
  { signing_keys: Type.Array(SigningKeyView, { description: 'Oldest first; the last one signs.' }) },
  { $id: 'SigningKeyList', additionalProperties: false },
)
export type SigningKeyList = Static<typeof SigningKeyList>

import type { Static } from 'typebox'
import * as Type from 'typebox'
import { LIMITS } from '../limits.js'

const STRICT = { additionalProperties: false }

const times = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: LIMITS.faultTimes,
    default: 1,
    description: 'How often it strikes before it is spent.',
  }),
)

const text = Type.String({ minLength: 1, maxLength: LIMITS.textParameterLength })

/** A failure on demand: what is to go wrong next in a project. */
export const Fault = Type.Union(
  [
    Type.Object(
      { kind: Type.Literal('fail-export'), reason: text, error_code: Type.Optional(text), times },
      { ...STRICT, description: 'The next exports end as FAIL with this reason.' },
    ),
    Type.Object(
      {
        kind: Type.Literal('hold-export'),
        seconds: Type.Integer({ minimum: 1, maximum: LIMITS.faultSeconds }),
        times,
      },
      { ...STRICT, description: 'The next exports stay CREATING for so long, then go on.' },
    ),
    Type.Object(
      { kind: Type.Literal('expire-export'), times },
      { ...STRICT, description: 'The next exports turn EXPIRED as soon as they are SUCCESS.' },
    ),
    Type.Object(
      { kind: Type.Literal('cut-download'), bytes: Type.Integer({ minimum: 0 }), times },
      { ...STRICT, description: 'The next downloads break after so many bytes.' },
    ),
    Type.Object(
      {
        kind: Type.Literal('refuse'),
        status: Type.Union([Type.Literal(429), Type.Literal(500), Type.Literal(503)]),
        error_code: Type.Optional(text),
        error_msg: Type.Optional(text),
        retry_after_seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.faultSeconds })),
        operation: Type.Optional(
          Type.String({ maxLength: LIMITS.nameLength, description: 'Operation id; default: any.' }),
        ),
        times,
      },
      { ...STRICT, description: 'The next requests are answered with this failure and have no effect.' },
    ),
  ],
  { $id: 'Fault' },
)
export type Fault = Static<typeof Fault>

/** The faults that a project still has before it, in the order in which they strike. */
export const FaultList = Type.Object({ faults: Type.Array(Fault) }, { $id: 'FaultList', ...STRICT })
export type FaultList = Static<typeof FaultList>

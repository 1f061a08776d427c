import { trimOuterSpace } from './canonical-headers.js'
import { ALGORITHMS, algorithmOf, type DatedScope, scopeText } from './credential-scope.js'
import { Refusal } from './refusal.js'

/** What an Authorization header states. With a `scope` the algorithm is V11-HMAC-SHA256, without one SDK-HMAC-SHA256. */
export interface Authorization {
  readonly accessKey: string
  readonly scope: DatedScope | undefined
  /** Lower-case names, in the order of the canonical header block. */
  readonly signedHeaders: readonly string[]
  /** 64 lower-case hex digits. */
  readonly signature: string
}

/** Printable ASCII but the comma and the slash, which separate. */
const WORD = '[\\x21-\\x2b\\x2d\\x2e\\x30-\\x7e]+'
const HEADER_NAME = "[a-z0-9!#$%&'*+.^_`|~-]+"
const REST = ` *, *SignedHeaders=(?<names>${HEADER_NAME}(?:;${HEADER_NAME})*) *, *Signature=(?<signature>[0-9a-f]{64})$`

const DIRECT = new RegExp(`^SDK-HMAC-SHA256 +Access=(?<accessKey>${WORD})${REST}`)
const DERIVED = new RegExp(
  `^V11-HMAC-SHA256 +Credential=(?<accessKey>${WORD})/(?<date>\\d{8})/(?<regionId>${WORD})/(?<service>${WORD})${REST}`,
)

/** The header value, parts separated by comma and space (spec/auth.md 2 and 3). */
export function formatAuthorization({ accessKey, scope, signedHeaders, signature }: Authorization): string {
  const credential = scope === undefined ? `Access=${accessKey}` : `Credential=${accessKey}/${scopeText(scope)}`
  return `${algorithmOf(scope)} ${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
}

/**
 * Reads an Authorization value. Spaces around the commas are optional; the parts, their order, lower-case names without
 * repetition and a signature of 64 lower-case hex digits are not. Any other algorithm is refused by name, but a value
 * of a single word is never repeated: it may be a token somebody put there.
 *
 * @throws {Refusal} `unsupported-algorithm` or `malformed`
 */
export function parseAuthorization(value: string): Authorization {
  const text = trimOuterSpace(value)
  const scheme = /^([A-Za-z][A-Za-z0-9-]{0,63}) /.exec(text)?.[1]
  if (scheme !== undefined && !ALGORITHMS.some((algorithm) => algorithm === scheme)) {
    throw new Refusal({ kind: 'unsupported-algorithm', algorithm: scheme, supported: ALGORITHMS })
  }
  const { accessKey, date, regionId, service, names, signature } =
    (DIRECT.exec(text) ?? DERIVED.exec(text))?.groups ?? {}
  const signedHeaders = names?.split(';') ?? []
  const isRepeating = new Set(signedHeaders).size !== signedHeaders.length
  if (accessKey === undefined || signature === undefined || isRepeating) {
    throw new Refusal({ kind: 'malformed', part: 'authorization' })
  }
  const isDerived = date !== undefined && regionId !== undefined && service !== undefined
  return { accessKey, scope: isDerived ? { date, regionId, service } : undefined, signedHeaders, signature }
}

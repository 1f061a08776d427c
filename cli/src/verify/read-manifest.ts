import { MANIFEST_TYPE, type OpenedEnvelope, openEnvelope, UnreadableEnvelopeError } from '@deskledger/proof'

/** What a manifest says, as far as a verdict needs it; there may be more. */
export interface ManifestFacts {
  readonly file_name: string
  readonly format: string
  readonly row_count: number
  readonly byte_count: number
  readonly sha256: string
  readonly project_id: string
  readonly query: Readonly<Record<string, string | number>>
  readonly cut_off: { readonly sequence: number; readonly time: string }
  readonly requested_by: string
  readonly end_time: string
  readonly [more: string]: unknown
}

/** A manifest whose signature is still to be checked. */
export interface UnverifiedManifest {
  readonly envelope: OpenedEnvelope
  /** To be believed once the signature holds. */
  readonly facts: ManifestFacts
}

/** Why a text is no manifest that could be verified. */
export type NoManifest = 'unsigned' | 'unreadable' | 'unknown-version'

const VERSION = 2

const MEMBERS: Readonly<Record<string, 'string' | 'number' | 'object'>> = {
  file_name: 'string',
  format: 'string',
  row_count: 'number',
  byte_count: 'number',
  sha256: 'string',
  project_id: 'string',
  query: 'object',
  cut_off: 'object',
  requested_by: 'string',
  end_time: 'string',
}

/** Reads the text of a manifest. */
export function readManifestText(text: string): UnverifiedManifest | NoManifest {
  let envelope: OpenedEnvelope
  try {
    envelope = openEnvelope(text, MANIFEST_TYPE)
  } catch (error) {
    if (!(error instanceof UnreadableEnvelopeError)) throw error
    return (parsed(text) as { manifest_version?: unknown } | undefined)?.manifest_version === 1
      ? 'unsigned'
      : 'unreadable'
  }
  const value = parsed(envelope.payload.toString('utf8'))
  if (typeof value !== 'object' || value === null) return 'unreadable'
  const facts = value as Readonly<Record<string, unknown>>
  if (facts['manifest_version'] !== VERSION) return 'unknown-version'
  const isWhole = Object.entries(MEMBERS).every(([name, type]) => facts[name] !== null && typeof facts[name] === type)
  // Every member that the type names was just looked at.
  return isWhole ? { envelope, facts: facts as ManifestFacts } : 'unreadable'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined
  } catch {
    return undefined
  }
}

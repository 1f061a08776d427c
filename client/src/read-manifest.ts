import type { ExportManifest, SignedManifest } from '@deskledger/contract'

/** What a signed manifest says. Its signature is not checked here: `deskledger verify` does that. */
export function readManifest({ payload }: SignedManifest): ExportManifest {
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(bytes)) as ExportManifest
}

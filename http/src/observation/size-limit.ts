import type { LIMITS } from '@deskledger/contract'

/** Bounds on what is sent that metrics count by, each by its name in `LIMITS`. */
export const SIZE_LIMITS = [
  'uriBytes',
  'headerBytes',
  'headerCount',
  'jsonBodyBytes',
  'ingestJsonBytes',
  'ingestBodyBytes',
  'ingestDecodedBytes',
  'ingestDecodedRatio',
  'ingestLineBytes',
  'ingestLineCount',
] as const satisfies readonly (keyof typeof LIMITS)[]

/** What a request, or a line of it, was too large for: a name in metrics. */
export type SizeLimit = (typeof SIZE_LIMITS)[number]

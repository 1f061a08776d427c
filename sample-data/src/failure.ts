import { type NonEmpty, pickWeighted, type Random } from './random.js'

/** Why an attempt did not reach the desktop. */
export interface FailureCause {
  readonly reason: string
  /** After how many seconds the client gave up: least and most. */
  readonly seconds: readonly [number, number]
  /** Whether packets had gone to and fro, so that the network latency is known. */
  readonly isLineMeasured: boolean
}

/** The user mistyped the password. */
export const WRONG_PASSWORD: FailureCause = {
  reason: 'Incorrect user name or password.',
  seconds: [0.8, 4],
  isLineMeasured: true,
}
/** The user mistyped it too often. */
export const ACCOUNT_LOCKED: FailureCause = {
  reason: 'The account is locked. Contact the administrator.',
  seconds: [0.6, 2],
  isLineMeasured: true,
}
const UNREACHABLE: FailureCause = {
  reason: 'The desktop is unreachable: connection timed out.',
  seconds: [20, 31],
  isLineMeasured: false,
}
const AGENT_SILENT: FailureCause = {
  reason: 'The desktop agent is not responding.',
  seconds: [15, 45],
  isLineMeasured: true,
}
const GATEWAY_TIMEOUT: FailureCause = {
  reason: 'Access gateway timeout (504).',
  seconds: [30, 61],
  isLineMeasured: false,
}

/** What hits many people of a site at once. */
export const SITE_CAUSES: NonEmpty<FailureCause> = [GATEWAY_TIMEOUT, AGENT_SILENT, UNREACHABLE]

/** Why a connection that stood broke off; the desktop had been reached. */
export const LOST_REASON = 'Connection lost: no answer from the network.'

/** A cause as they come on an ordinary day. */
export function drawCause(random: Random): FailureCause {
  return pickWeighted(ORDINARY_CAUSES, random.unit()).cause
}

const ORDINARY_CAUSES: NonEmpty<{ weight: number; cause: FailureCause }> = [
  { weight: 0.22, cause: UNREACHABLE },
  { weight: 0.18, cause: AGENT_SILENT },
  { weight: 0.14, cause: GATEWAY_TIMEOUT },
  { weight: 0.1, cause: WRONG_PASSWORD },
  { weight: 0.06, cause: ACCOUNT_LOCKED },
  {
    weight: 0.09,
    cause: { reason: 'No licence is available: all are in use.', seconds: [0.5, 3], isLineMeasured: true },
  },
  {
    weight: 0.09,
    cause: { reason: 'The desktop is starting, try again later.', seconds: [3, 20], isLineMeasured: true },
  },
  { weight: 0.07, cause: { reason: 'The password has expired.', seconds: [0.6, 2], isLineMeasured: true } },
  { weight: 0.05, cause: { reason: 'TLS handshake failed.', seconds: [0.2, 2], isLineMeasured: true } },
]

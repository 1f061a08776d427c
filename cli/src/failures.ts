import { ApiError, AuthenticationError, ConnectionError, ExportFailedError, PermissionError } from '@deskledger/client'

/** The command was called wrongly, or settings are missing: exit code 2. Every problem is told, one per line. */
export class UsageError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = new.target.name
  }
}

/** The command could not do what it was asked; the message says what to do: exit code 1. */
export class CommandError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

const KEYS_HINT = 'Check DESKLEDGER_ACCESS_KEY and DESKLEDGER_SECRET_KEY.'

/** What to look at after some kinds of failure. */
const HINTS = [
  [PermissionError, 'Check that --project-id is the project of this access key.'],
  [ConnectionError, 'Check --endpoint; `deskledger serve` starts a server here.'],
  [ExportFailedError, 'Ask for a new export once that is settled.'],
] as const

/**
 * A failure in one line: what happened, what to do, and the request id to quote.
 * @param options `isForScripts` keeps the canonical request, which is for whoever writes a signer
 */
export function describeFailure(error: unknown, { isForScripts = false } = {}): string {
  const message = (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ')
  if (error instanceof AuthenticationError) {
    // The advice comes first: what the endpoint says may be long.
    return `${KEYS_HINT} ${isForScripts ? message : withoutCanonicalRequest(message)} (${answerFacts(error)})`
  }
  const hint = HINTS.find(([Class]) => error instanceof Class)?.[1]
  const told = hint === undefined ? message : `${message.replace(/\.?$/, '.')} ${hint}`
  return error instanceof ApiError ? `${told} (${answerFacts(error)})` : told
}

function withoutCanonicalRequest(message: string): string {
  return message.replace(/,? *canonicalRequest:.*$/, '')
}

function answerFacts({ status, code, requestId }: ApiError): string {
  return [`status ${status}`, code, requestId && `request id ${requestId}`].filter(Boolean).join(', ')
}

/** `code` of a failure of the operating system, for example `EPIPE`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

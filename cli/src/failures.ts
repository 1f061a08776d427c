import {
  ApiError,
  AuthenticationError,
  ConnectionError,
  ExportFailedError,
  PermissionError,
  ProjectChoiceError,
} from '@deskledger/client'

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

/**
 * What is read of a path.
 * @throws {CommandError} it cannot be read
 */
export async function readable<T>(reading: Promise<T>, path: string): Promise<T> {
  try {
    return await reading
  } catch (cause) {
    throw new CommandError(`Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/** The question was answered, with a no that is printed already: exit code 1 without a word more. */
export class NegativeAnswer extends Error {
  constructor() {
    super('The answer is no.')
    this.name = new.target.name
  }
}

/** What to look at after some kinds of failure. */
const HINTS = [
  [PermissionError, 'Check what these credentials may do, and that --project-id is theirs.'],
  [ConnectionError, 'Check --endpoint; `deskledger serve` starts a server here.'],
  [ProjectChoiceError, 'Set DESKLEDGER_PROJECT_ID or give --project-id.'],
  [ExportFailedError, 'Ask for a new export once that is settled.'],
] as const

/** How a failure is told. */
export interface FailureContext {
  /** Keeps the canonical request, which is for whoever writes a signer. @default false */
  readonly isForScripts?: boolean
  /** Names of the settings that say who asks. */
  readonly credentialSettings: string
}

/** A failure in one line: what happened, what to do, and the request id to quote. */
export function describeFailure(error: unknown, { isForScripts = false, credentialSettings }: FailureContext): string {
  const message = (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ')
  if (error instanceof AuthenticationError) {
    // The advice comes first: what the endpoint says may be long.
    const told = isForScripts ? message : withoutCanonicalRequest(message)
    return `Check ${credentialSettings}. ${told} (${answerFacts(error)})`
  }
  const hint = HINTS.find(([Class]) => error instanceof Class)?.[1]
  const told = hint === undefined ? message : `${message.replace(/\.?$/, '.')} ${hint}`
  return error instanceof ApiError ? `${told} (${answerFacts(error)})` : told
}

function withoutCanonicalRequest(message: string): string {
  return message.replace(/,? *canonicalRequest:.*$/, '')
}

function answerFacts({ status, code, requestId }: ApiError): string {
  // Codes of Keystone-style paths are the status.
  return [`status ${status}`, code !== String(status) && code, requestId && `request id ${requestId}`]
    .filter(Boolean)
    .join(', ')
}

/** `code` of a failure of the operating system, for example `EPIPE`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

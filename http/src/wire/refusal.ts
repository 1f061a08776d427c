import { API_ERRORS, LIMITS, type RejectedLine } from '@deskledger/contract'
import {
  type LineRefusal,
  MAX_INTEGER,
  MAX_LINES_PER_TRANSACTION,
  MAX_REFUSALS_TOLD,
  MAX_TRANSACTION_ID_LENGTH,
  type RefusalProblem,
} from '@deskledger/domain'
import type { SpoolProblem } from '../ingest-body/line-sorter.js'
import type { LineSpool } from '../ingest-body/line-spool.js'

type Expectation = Extract<RefusalProblem, { kind: 'wrong-value' }>['expected']

const EXPECTED: Record<Expectation, string> = {
  text: 'text',
  'text-without-lone-surrogates': 'text without unpaired surrogates',
  'transaction-id': `text of 1 to ${MAX_TRANSACTION_ID_LENGTH} characters`,
  instant: 'a real date with time and Z or an offset, like 2026-01-31T08:00:00Z, from 1970 to 9999',
  integer: `a whole number from 0 to ${MAX_INTEGER}, without fraction and exponent`,
  boolean: 'true or false',
}

/** Longest member name that a message repeats. */
const SHOWN_LENGTH = 64

/**
 * The lines that a delivery refused, before and in the engine: numbered as in the body, in that order, the first 1,000.
 *
 * @param engineRefusals numbered as in the spool
 */
export function toRejectedLines(spool: LineSpool, engineRefusals: readonly LineRefusal[]): RejectedLine[] {
  const inBody = engineRefusals.map((refusal) => ({ ...refusal, line: spool.lineInBody(refusal.line) }))
  return [...spool.refusals, ...inBody]
    .sort((a, b) => a.line - b.line)
    .slice(0, MAX_REFUSALS_TOLD)
    .map(toRejectedLine)
}

function toRejectedLine(refusal: {
  line: number
  transactionId?: string | undefined
  problem: RefusalProblem | SpoolProblem
}): RejectedLine {
  const { line, transactionId, problem } = refusal
  return {
    line,
    ...(transactionId === undefined ? {} : { transaction_id: transactionId.toWellFormed() }),
    error_code: isConflict(problem) ? API_ERRORS.conflict.code : API_ERRORS.invalidParameter.code,
    error_msg: messageOf(problem),
  }
}

function isConflict({ kind }: RefusalProblem | SpoolProblem): boolean {
  return kind === 'start-conflict' || kind === 'value-conflict'
}

function messageOf(problem: RefusalProblem | SpoolProblem): string {
  switch (problem.kind) {
    case 'not-utf8':
      return 'The line is not UTF-8; encode it so.'
    case 'line-too-long':
      return `The line has more than ${LIMITS.ingestLineBytes} bytes; shorten its texts.`
    case 'nested-too-deep':
    case 'not-an-object':
      return 'The line must be one flat JSON object; write one record per line.'
    case 'not-json':
      return 'The line is not valid JSON; write one record per line.'
    case 'unknown-field':
      return `${shown(problem.field)} is not a field of a record; leave it out.`
    case 'repeated-field':
      return `${shown(problem.field)} stands in the line more than once; send it once.`
    case 'missing':
      return `${shown(problem.field)} is missing; every line carries it.`
    case 'wrong-value':
      return `${shown(problem.field)} must be ${EXPECTED[problem.expected]}.`
    case 'start-conflict':
      return 'The transaction is known with another connection_start_time, which never changes; use another transaction_id.'
    case 'value-conflict':
      return `${shown(problem.field)} had another value in the same revision, and that one stands; send a higher revision.`
    case 'too-many-lines':
      return `A delivery may have ${MAX_LINES_PER_TRANSACTION} lines of one transaction; send the others in another one.`
  }
}

function shown(field: string): string {
  return field.slice(0, SHOWN_LENGTH).toWellFormed()
}

import { LIMITS } from '@deskledger/contract'
import {
  MAX_BUCKETS,
  MAX_INTEGER,
  MAX_LEGAL_HOLDS,
  MAX_LINES_PER_TRANSACTION,
  MAX_PLANNED_FAULTS,
  MAX_POLICY_LENGTH,
  MAX_REFUSALS_TOLD,
  MAX_STATEMENTS,
  MAX_TRANSACTION_ID_LENGTH,
} from '@deskledger/domain'
import { expect, it } from 'vitest'

it.each([
  ['policyDocumentLength', MAX_POLICY_LENGTH],
  ['policyStatements', MAX_STATEMENTS],
  ['plannedFaults', MAX_PLANNED_FAULTS],
  ['legalHolds', MAX_LEGAL_HOLDS],
  ['seriesBuckets', MAX_BUCKETS],
  ['recordInteger', MAX_INTEGER],
  ['transactionIdLength', MAX_TRANSACTION_ID_LENGTH],
  ['linesPerTransaction', MAX_LINES_PER_TRANSACTION],
  ['rejectedLinesTold', MAX_REFUSALS_TOLD],
] as const)('the %s that the contract tells is the one that the domain keeps', (name, kept) => {
  expect(LIMITS[name]).toBe(kept)
})

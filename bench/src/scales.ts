import type { Scale } from './question.js'

/** About five minutes on two idle cores, without the peers. */
export const QUICK: Scale = {
  name: 'quick',
  diskBytes: 2e9,
  rounds: 3,
  ingestRecords: 50_000,
  listRecords: [100_000],
  listRequests: 20,
  clientRequests: 5,
  exportRecords: 100_000,
  fairnessRecords: 100_000,
  fairnessRequests: 70,
  growthRecords: [10_000, 100_000],
  memoryRecords: { csv: [100_000], xlsx: [100_000] },
}

/** What is published; about two hours with the peers, when nothing is kept from before. */
export const FULL: Scale = {
  name: 'full',
  diskBytes: 30e9,
  rounds: 3,
  ingestRecords: 200_000,
  listRecords: [1_000_000, 10_000_000],
  listRequests: 20,
  clientRequests: 5,
  exportRecords: 1_000_000,
  fairnessRecords: 1_000_000,
  fairnessRequests: 280,
  growthRecords: [100_000, 1_000_000, 10_000_000],
  memoryRecords: { csv: [1_000_000, 10_000_000], xlsx: [1_000_000, 3_000_000] },
}

/** The same, and growth beyond it: about a quarter of an hour more. */
export const HUGE: Scale = {
  ...FULL,
  name: 'huge',
  diskBytes: 60e9,
  growthRecords: [...FULL.growthRecords, 50_000_000],
}

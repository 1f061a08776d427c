import type { Observer } from './observer.js'

/** An observer that keeps nothing; a test puts in what it wants to know. */
export const UNOBSERVED: Observer = {
  began() {},
  answered() {},
  refused() {},
  cutOff() {},
  oversized() {},
  closed() {},
  ingested() {},
}

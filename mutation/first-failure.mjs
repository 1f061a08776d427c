import fc from 'fast-check'

// A mutant is killed by the first counterexample. Looking for the smallest one would take longer than all other tests.
fc.configureGlobal({ endOnFailure: true })

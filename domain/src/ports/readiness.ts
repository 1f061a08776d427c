import type { WriteState } from './write-state.js'

/** Whether a server should be sent requests, and else why not. `stopping`: it finishes what it has begun, then ends. */
export type Readiness = 'ready' | 'stopping' | Extract<WriteState, { readonly canWrite: false }>['reason']

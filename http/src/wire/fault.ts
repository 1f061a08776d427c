import type { Fault as FaultView } from '@deskledger/contract'
import type { PlannedFault } from '@deskledger/domain'

/** Code of an export that fails on demand, unless another one is asked for (spec/errors.md 5). */
const EXPORT_FAILED = 'WKS.00211401'

/** A fault as the domain plans it. */
export function toPlannedFault({ times = 1, ...view }: FaultView): PlannedFault {
  switch (view.kind) {
    case 'fail-export':
      return { fault: { kind: view.kind, code: view.error_code ?? EXPORT_FAILED, reason: view.reason }, times }
    case 'refuse': {
      const { kind, status, operation } = view
      const texts = { code: view.error_code, message: view.error_msg, retryAfterSeconds: view.retry_after_seconds }
      return { fault: { kind, status, operation, ...texts }, times }
    }
    default:
      return { fault: view, times }
  }
}

/** A planned fault as it is told. */
export function toFaultView({ fault, times }: PlannedFault): FaultView {
  switch (fault.kind) {
    case 'fail-export':
      return { kind: fault.kind, error_code: fault.code, reason: fault.reason, times }
    case 'refuse': {
      const { kind, status, operation, code, message, retryAfterSeconds } = fault
      return {
        kind,
        status,
        ...(operation === undefined ? {} : { operation }),
        ...(code === undefined ? {} : { error_code: code }),
        ...(message === undefined ? {} : { error_msg: message }),
        ...(retryAfterSeconds === undefined ? {} : { retry_after_seconds: retryAfterSeconds }),
        times,
      }
    }
    default:
      return { ...fault, times }
  }
}

import type { DesktopStatusCounts } from '@deskledger/contract'
import type { DesktopCounts } from '@deskledger/domain'

/** One entry for the project; what connection records do not tell is 0 (spec/api.md 5). */
export function toDesktopStatusCounts(name: string, { inUse, ready }: DesktopCounts): DesktopStatusCounts {
  const counts = {
    static_name: name,
    running_num: 0,
    stop_num: 0,
    hibernate_num: 0,
    other_num: 0,
    attached_num: 0,
    unattached_num: 0,
    cannot_attach_num: 0,
    in_process_num: 0,
    in_use_num: inUse,
    unregistered_num: 0,
    ready_num: ready,
    disconnected_num: 0,
    unknown_num: 0,
  }
  return { statics: [counts] }
}

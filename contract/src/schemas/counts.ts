import type { Static } from 'typebox'
import * as Type from 'typebox'

/** Answer of ListHistoryOnlineInfoNew. */
export const OnlineUserCounts = Type.Object(
  {
    time_counts: Type.Array(
      Type.String({ description: '`HH:00 : n` for an hour, `YYYY-MM-DD : n` for a day; n users were online.' }),
    ),
  },
  { $id: 'OnlineUserCounts', additionalProperties: false },
)
export type OnlineUserCounts = Static<typeof OnlineUserCounts>

const counter = (description: string) => Type.Integer({ minimum: 0, maximum: 2_147_483_647, description })

const UNKNOWN = 'Not told by connection records: 0.'

/** Desktops by state (spec/api.md 5). */
export const DesktopStatusStatistics = Type.Object(
  {
    static_name: Type.String({ description: 'What is counted: the name of the project.' }),
    running_num: counter(UNKNOWN),
    stop_num: counter(UNKNOWN),
    hibernate_num: counter(UNKNOWN),
    other_num: counter(UNKNOWN),
    attached_num: counter(UNKNOWN),
    unattached_num: counter(UNKNOWN),
    cannot_attach_num: counter(UNKNOWN),
    in_process_num: counter(UNKNOWN),
    in_use_num: counter('Desktops whose latest connection is open.'),
    unregistered_num: counter(UNKNOWN),
    ready_num: counter('Desktops whose latest connection has ended or failed.'),
    disconnected_num: counter(UNKNOWN),
    unknown_num: counter(UNKNOWN),
  },
  { $id: 'DesktopStatusStatistics', additionalProperties: false },
)
export type DesktopStatusStatistics = Static<typeof DesktopStatusStatistics>

/** Answer of ListInstancesStatus; the name is the published spelling. */
export const DesktopStatusCounts = Type.Object(
  { statics: Type.Array(DesktopStatusStatistics) },
  { $id: 'DesktopStatusCounts', additionalProperties: false },
)
export type DesktopStatusCounts = Static<typeof DesktopStatusCounts>

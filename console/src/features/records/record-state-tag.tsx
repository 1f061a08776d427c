import type { ConnectionRecordView } from '@deskledger/client'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { useFormat } from '../../ui/use-format.js'
import { durationMsOf, type RecordState, stateOf } from './record-state.js'

const COLORS: Record<RecordState, string> = {
  connecting: 'processing',
  ongoing: 'success',
  ended: 'default',
  failed: 'error',
  broken: 'warning',
}

/** How a connection stands, and how long it was or is by now. */
export function RecordStateTag({
  record,
  nowMs,
}: {
  readonly record: ConnectionRecordView
  readonly nowMs: number
}): ReactNode {
  const { records: text } = useText()
  const format = useFormat()
  const state = stateOf(record)
  const durationMs = durationMsOf(record, nowMs)
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <Tag color={COLORS[state]}>{text.states[state]}</Tag>
      {durationMs === undefined ? '' : format.duration(durationMs)}
    </span>
  )
}

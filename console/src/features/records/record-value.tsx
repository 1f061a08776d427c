import type { ConnectionRecordView } from '@deskledger/client'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { DataText } from '../../ui/data-text.js'
import { useFormat } from '../../ui/use-format.js'
import { INSTANTS, type RecordColumn } from './record-columns.js'
import { stateOf } from './record-state.js'

/** One fact of a record; `isExact` shows milliseconds. */
export function RecordValue({
  record,
  column,
  isExact = false,
}: {
  readonly record: ConnectionRecordView
  readonly column: RecordColumn
  readonly isExact?: boolean
}): ReactNode {
  const { records: text } = useText()
  const format = useFormat()
  const value = record[column]
  if (column === 'connection_end_time' && value === undefined && stateOf(record) === 'ongoing')
    return text.states.ongoing
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (typeof value === 'number') return `${format.number(value)} ms`
  if (value !== undefined && INSTANTS.has(column)) {
    return <time dateTime={value}>{isExact ? format.exactInstant(value) : format.instant(value)}</time>
  }
  return (
    <span
      style={{
        display: 'inline-block',
        maxWidth: 260,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        verticalAlign: 'bottom',
      }}
    >
      <DataText>{value}</DataText>
    </span>
  )
}

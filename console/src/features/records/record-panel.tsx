import { type ConnectionRecordView, LIMITS } from '@deskledger/client'
import { Descriptions, Timeline } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { DataText } from '../../ui/data-text.js'
import { Panel } from '../../ui/panel.js'
import { useFormat } from '../../ui/use-format.js'
import { Neighbours } from './neighbours.js'
import { RECORD_COLUMNS } from './record-columns.js'
import type { RecordSearch } from './record-search.js'
import { stateOf } from './record-state.js'
import { RecordStateMark } from './record-state-mark.js'
import { RecordValue } from './record-value.js'

/** A closer look at one connection: its phases, all its facts, and the way to its neighbours. */
export function RecordPanel({
  record,
  onClose,
  onFilter,
}: {
  readonly record: ConnectionRecordView
  readonly onClose: () => void
  readonly onFilter: (search: RecordSearch) => void
}): ReactNode {
  const { records: text } = useText()
  const { user_name: user, computer_name: desktop, public_ip: ip } = record
  const neighbours: readonly (readonly [string, RecordSearch | undefined])[] = [
    [text.ofUser, isFilter(user) ? { user } : undefined],
    [text.ofDesktop, isFilter(desktop) ? { desktop } : undefined],
    [text.ofAddress, isFilter(ip) && /^[\da-f.:]+$/i.test(ip) ? { ip } : undefined],
  ]
  return (
    <Panel onClose={onClose} title={text.details}>
      <RecordStateMark record={record} />
      <h3>{text.phases}</h3>
      <Phases record={record} />
      <h3>{text.neighbours}</h3>
      {neighbours.map(
        ([title, filter]) =>
          filter && (
            <Neighbours
              key={title}
              record={record}
              title={title}
              filter={filter}
              onFilter={(search) => {
                onFilter(search)
                onClose()
              }}
            />
          ),
      )}
      <Descriptions
        column={1}
        size="small"
        bordered
        items={RECORD_COLUMNS.map((column) => ({
          key: column,
          label: text.columns[column],
          children: <RecordValue record={record} column={column} isExact />,
        }))}
      />
    </Panel>
  )
}

/** Whether the API takes it as a filter; records may hold longer text. */
function isFilter(text: string | undefined): text is string {
  return text !== undefined && text !== '' && text.length <= LIMITS.textParameterLength
}

function Phases({ record }: { readonly record: ConnectionRecordView }): ReactNode {
  const { records: text, label } = useText()
  const format = useFormat()
  const { connection_start_time: start, connection_setup_time: setup, connection_end_time: end } = record
  const reason = record.connection_failure_reason
  const step = (what: string, at: string, before?: string): ReactNode => (
    <>
      {what} <time dateTime={at}>{format.exactInstant(at)}</time>
      {before !== undefined && ` (+${format.duration(Date.parse(at) - Date.parse(before))})`}
    </>
  )
  const items = [
    { key: 'start', color: 'blue', content: step(text.started, start) },
    setup !== undefined && { key: 'setup', color: 'green', content: step(text.established, setup, start) },
    end !== undefined && { key: 'end', color: 'gray', content: step(text.ended, end, setup ?? start) },
    reason !== undefined &&
      reason !== '' && {
        key: 'failure',
        color: 'red',
        content: (
          <>
            {label(text.states[stateOf(record)])}
            <DataText>{reason}</DataText>
          </>
        ),
      },
  ]
  return <Timeline items={items.filter((item) => item !== false)} />
}

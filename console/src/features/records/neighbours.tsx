import type { ConnectionRecordView } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { useFormat } from '../../ui/use-format.js'
import { toListQuery } from './record-query.js'
import type { RecordSearch } from './record-search.js'
import { RecordStateMark } from './record-state-mark.js'

/** How far a neighbour may lie from the connection, in milliseconds. */
const REACH_MS = 12 * 3_600_000

/** Most neighbours that are listed; the button shows all. */
const LISTED = 5

/** Connections with which another one shares its user, desktop or address, within half a day: the latest, and the way to all. */
export function Neighbours({
  record,
  title,
  filter,
  onFilter,
}: {
  readonly record: ConnectionRecordView
  readonly title: string
  /** What they share. */
  readonly filter: RecordSearch
  readonly onFilter: (search: RecordSearch) => void
}): ReactNode {
  const { projectId = '', client } = useProject()
  const { records: text } = useText()
  const format = useFormat()
  const search = { ...filter, ...aroundOf(record) }
  const { data, error, refetch } = useQuery({
    queryKey: ['neighbours', projectId, search],
    queryFn: ({ signal }) =>
      client.listLoginRecords({ ...toListQuery(search, new Date()), offset: 0, limit: LISTED + 1 }, { signal }),
  })
  const others = data?.records.filter(({ transaction_id: id }) => id !== record.transaction_id).slice(0, LISTED) ?? []
  return (
    <section aria-label={title} style={{ marginBottom: 12 }}>
      <Button onClick={() => onFilter(search)}>
        {data === undefined ? title : text.counted(title, format.number(data.total_count))}
      </Button>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
        {others.map((other) => (
          <li key={other.transaction_id}>
            <time dateTime={other.connection_start_time}>{format.instant(other.connection_start_time)}</time>{' '}
            <DataText>{'user' in filter ? other.computer_name : other.user_name}</DataText>{' '}
            <RecordStateMark record={other} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Half a day before and after; the API takes whole milliseconds. */
function aroundOf({ connection_start_time: start }: ConnectionRecordView): {
  readonly from: string
  readonly to: string
} {
  const startMs = Date.parse(start)
  return { from: new Date(startMs - REACH_MS).toISOString(), to: new Date(startMs + REACH_MS).toISOString() }
}

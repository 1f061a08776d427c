import type { ConnectionRecordView } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useDeferredValue, useState } from 'react'
import { useProject } from '../../app/project.js'
import { FilterBar } from '../../filter/filter-bar.js'
import { useText } from '../../text/use-text.js'
import { Failure } from '../../ui/failure.js'
import { recordPageQuery, toExportFilter } from './record-query.js'
import type { RecordSearch } from './record-search.js'
import { RecordTable } from './record-table.js'

const RecordPanel = lazy(() =>
  import('./record-panel.js').then(({ RecordPanel: component }) => ({ default: component })),
)

/** Connection records: a filter bar, a page of the table, and a closer look at one of them. */
export function RecordsPage(): ReactNode {
  const { projectId, client } = useProject()
  const search = useSearch({ from: '/records' })
  const { page: _page, size, columns, ...filter } = search
  const navigate = useNavigate({ from: '/records' })
  const { frame, records: text } = useText()
  const [shown, setShown] = useState<ConnectionRecordView>()
  const records = useQuery({ ...recordPageQuery(client, projectId ?? '', search), enabled: projectId !== undefined })
  // Hundreds of rows are drawn bit by bit, so that the page listens meanwhile.
  const page = useDeferredValue(records.data)

  /** Another filter begins at its first page. */
  const change = (changed: RecordSearch): void => {
    void navigate({ search: ({ project }) => ({ ...(project && { project }), ...changed }) })
  }
  if (projectId === undefined) return <p>{frame.noProject}</p>
  return (
    <>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', marginBottom: 8 }}>
        <h1 style={{ fontSize: 20, margin: 0 }}>{text.title}</h1>
        <Link to="/exports" search={{ order: toExportFilter(search, new Date()) }}>
          {text.export}
        </Link>
      </div>
      <FilterBar
        search={filter}
        isBusy={records.isFetching}
        onChange={(changed) => change({ ...changed, ...(size && { size }), ...(columns && { columns }) })}
        onRefresh={() => void records.refetch()}
      />
      {records.isError && <Failure error={records.error} retry={() => void records.refetch()} />}
      <RecordTable
        page={page}
        isLoading={records.isPending || records.isPlaceholderData || page !== records.data}
        search={search}
        onChange={change}
        onShow={setShown}
      />
      {shown !== undefined && (
        <Suspense>
          <RecordPanel record={shown} onClose={() => setShown(undefined)} onFilter={change} />
        </Suspense>
      )}
    </>
  )
}

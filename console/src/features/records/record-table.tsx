import type { ConnectionRecordPage, ConnectionRecordView } from '@deskledger/client'
import { Button, Checkbox, Pagination, Popover } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { Text } from '../../text/text.js'
import { useText } from '../../text/use-text.js'
import { DataTable, type TableColumn } from '../../ui/data-table.js'
import { RowButton } from '../../ui/row-button.js'
import { useFormat } from '../../ui/use-format.js'
import { columnsOf, DEFAULT_COLUMNS, RECORD_COLUMNS, type RecordColumn } from './record-columns.js'
import { PAGE_SIZES, type RecordSearch } from './record-search.js'
import { RecordStateMark } from './record-state-mark.js'
import { RecordValue } from './record-value.js'

/** What a table of records shows and tells. */
export interface RecordTableProps {
  readonly page: ConnectionRecordPage | undefined
  readonly isLoading: boolean
  readonly search: RecordSearch
  readonly onChange: (search: RecordSearch) => void
  readonly onShow: (record: ConnectionRecordView) => void
}

/** One page of records; the API orders them, newest first. */
export function RecordTable({ page, isLoading, search, onChange, onShow }: RecordTableProps): ReactNode {
  const { records: text } = useText()
  const format = useFormat()
  const columns = useMemo(() => columnsOf(search.columns), [search.columns])
  const tableColumns = useMemo(() => tableColumnsOf(columns, text, onShow), [columns, text, onShow])
  return (
    <>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', marginBottom: 8 }}>
        <span aria-live="polite">{page === undefined ? '' : text.total(format.number(page.total_count))}</span>
        <ColumnChooser columns={columns} onChange={(chosen) => onChange({ ...search, columns: chosen.join(',') })} />
      </div>
      <DataTable<ConnectionRecordView>
        label={text.title}
        rows={page?.records ?? []}
        keyOf={({ transaction_id }) => transaction_id}
        isBusy={isLoading}
        empty={text.none}
        columns={tableColumns}
      />
      <Pagination
        style={{ marginTop: 12 }}
        align="end"
        current={search.page ?? 1}
        pageSize={search.size ?? PAGE_SIZES[0]}
        total={page?.total_count ?? 0}
        pageSizeOptions={[...PAGE_SIZES]}
        showSizeChanger
        onChange={(number, size) => onChange({ ...search, page: number, size })}
      />
    </>
  )
}

function tableColumnsOf(
  columns: readonly RecordColumn[],
  text: Text['records'],
  onShow: (record: ConnectionRecordView) => void,
): readonly TableColumn<ConnectionRecordView>[] {
  return [
    {
      key: 'details',
      title: text.details,
      render: (record) => <RowButton onClick={() => onShow(record)}>{text.show}</RowButton>,
    },
    { key: 'state', title: text.state, render: (record) => <RecordStateMark record={record} /> },
    ...columns.map((column) => ({
      key: column,
      title: text.columns[column],
      isNumber: column === 'e2e_rtt' || column === 'network_rtt',
      render: (record: ConnectionRecordView) => <RecordValue record={record} column={column} />,
    })),
  ]
}

function ColumnChooser({
  columns,
  onChange,
}: {
  readonly columns: readonly RecordColumn[]
  readonly onChange: (columns: readonly RecordColumn[]) => void
}): ReactNode {
  const { records: text } = useText()
  const chooser = (
    <div style={{ display: 'grid', gap: 8 }}>
      <Checkbox.Group
        style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}
        value={[...columns]}
        options={RECORD_COLUMNS.map((value) => ({ value, label: text.columns[value] }))}
        onChange={(chosen) => onChange(RECORD_COLUMNS.filter((column) => chosen.includes(column)))}
      />
      <Button size="small" onClick={() => onChange(DEFAULT_COLUMNS)}>
        {text.defaultColumns}
      </Button>
    </div>
  )
  return (
    <Popover content={chooser} trigger="click" placement="bottomRight">
      <Button>{text.chooseColumns}</Button>
    </Popover>
  )
}

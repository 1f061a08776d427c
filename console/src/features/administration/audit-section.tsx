import type { AuditEntryView, QueryOf } from '@deskledger/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { client } from '../../app/client.js'
import { useSession } from '../../app/session.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { useFormat } from '../../ui/use-format.js'
import { CheckpointCard } from './checkpoint-card.js'

type AuditFilter = Pick<QueryOf<'ListAuditEntries'>, 'operation' | 'outcome' | 'user_id'>

const OUTCOMES = ['success', 'denied', 'failed'] as const

/** Entries that are fetched at a time. */
const ENTRIES_PER_PAGE = 50

/** Who did what, newest first, and how far the chain of entries has come. */
export function AuditSection(): ReactNode {
  const { account } = useSession()
  const { administration: text } = useText()
  const [filter, setFilter] = useState<AuditFilter>({})
  const entries = useInfiniteQuery({
    queryKey: ['administration', account.id, 'audit-entries', filter],
    queryFn: ({ pageParam, signal }) =>
      client.admin.listAuditEntries(
        { ...filter, limit: ENTRIES_PER_PAGE, ...(pageParam > 0 && { before_sequence: pageParam }) },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next_before_sequence: next }) => next,
  })
  return (
    <>
      <h2 style={{ fontSize: 16, marginTop: 0 }}>{text.sections.audit}</h2>
      <CheckpointCard />
      <AuditFilterForm onChange={setFilter} />
      {entries.error !== null && <Failure error={entries.error} retry={() => void entries.refetch()} />}
      <AuditTable rows={entries.data?.pages.flatMap((page) => page.audit_entries) ?? []} isBusy={entries.isPending} />
      {entries.hasNextPage && (
        <Button
          style={{ marginTop: 12 }}
          loading={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          {text.older}
        </Button>
      )}
    </>
  )
}

function AuditFilterForm({ onChange }: { readonly onChange: (filter: AuditFilter) => void }): ReactNode {
  const { administration: text } = useText()
  return (
    <Form<AuditFilter>
      layout="inline"
      style={{ rowGap: 8, marginBlock: 12 }}
      onFinish={({ operation, outcome, user_id }) =>
        onChange({ ...(operation && { operation }), ...(outcome && { outcome }), ...(user_id && { user_id }) })
      }
    >
      <Form.Item name="operation" label={text.operation}>
        <Input allowClear placeholder="CreateAccessKey" />
      </Form.Item>
      <Form.Item name="user_id" label={text.userId}>
        <Input allowClear />
      </Form.Item>
      <Form.Item name="outcome" label={text.outcome}>
        <Select
          allowClear
          style={{ minWidth: 120 }}
          options={OUTCOMES.map((value) => ({ value, label: text.auditOutcomes[value] }))}
        />
      </Form.Item>
      <Button htmlType="submit">{text.find}</Button>
    </Form>
  )
}

function AuditTable({
  rows,
  isBusy,
}: {
  readonly rows: readonly AuditEntryView[]
  readonly isBusy: boolean
}): ReactNode {
  const { administration: text } = useText()
  const format = useFormat()
  return (
    <DataTable<AuditEntryView>
      label={text.sections.audit}
      rows={rows}
      keyOf={({ sequence }) => String(sequence)}
      isBusy={isBusy}
      empty={text.none}
      columns={[
        { key: 'sequence', title: text.sequence, isNumber: true, render: ({ sequence }) => format.number(sequence) },
        { key: 'time', title: text.time, render: ({ time }) => format.exactInstant(time) },
        { key: 'actor', title: text.actor, render: (entry) => <Actor entry={entry} /> },
        { key: 'operation', title: text.operation, render: ({ operation }) => <code>{operation}</code> },
        {
          key: 'status',
          title: text.answer,
          render: ({ status, error_code, repeated }) => (
            <>
              {status} {error_code} {repeated !== undefined && text.times(format.number(repeated))}
            </>
          ),
        },
        { key: 'address', title: text.address, render: ({ address }) => <DataText>{address}</DataText> },
        { key: 'target', title: text.target, render: ({ target }) => <DataText>{targetText(target)}</DataText> },
      ]}
    />
  )
}

function Actor({ entry }: { readonly entry: AuditEntryView }): ReactNode {
  const { administration: text } = useText()
  if (entry.actor_kind === 'server') return text.actors.server
  return (
    <Space size={4}>
      <DataText>{entry.user_name ?? entry.user_id}</DataText>
      {entry.actor_kind === 'unproven' && <small>({text.actors.unproven})</small>}
    </Space>
  )
}

/** What it was done to, by the API's names, as a filter or a call would have it. */
function targetText(target: AuditEntryView['target']): string {
  return Object.entries(target)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
}

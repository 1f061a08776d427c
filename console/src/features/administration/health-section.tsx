import type { SigningKeyView } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions } from 'antd'
import type { ReactNode } from 'react'
import { client } from '../../app/client.js'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { Failure } from '../../ui/failure.js'
import { StateMark } from '../../ui/state-mark.js'
import { useFormat } from '../../ui/use-format.js'

/** How often health is looked at, in milliseconds. */
const LOOK_MS = 10_000

/** Whether the server answers and its ledger can be read, what exports wait, and which keys it signs with. */
export function HealthSection(): ReactNode {
  const { projectId } = useProject()
  const { administration: text } = useText()
  return (
    <>
      <h2 style={{ fontSize: 16, marginTop: 0 }}>{text.sections.health}</h2>
      {projectId !== undefined && <Checks projectId={projectId} />}
      <h3>{text.signingKeys}</h3>
      <SigningKeys />
    </>
  )
}

function Checks({ projectId }: { readonly projectId: string }): ReactNode {
  const { client: ofProject } = useProject()
  const { administration: text } = useText()
  const format = useFormat()
  const health = useQuery({
    queryKey: ['health', projectId],
    queryFn: async ({ signal }) => {
      const startedMs = performance.now()
      const records = await ofProject.listLoginRecords({ limit: 0 }, { signal })
      const elapsedMs = performance.now() - startedMs
      const [waiting, failed] = await Promise.all([
        ofProject.listExportTasks({ status: 'CREATING', limit: 1 }, { signal }),
        ofProject.listExportTasks({ status: 'FAIL', limit: 1 }, { signal }),
      ])
      return { recordCount: records.total_count, elapsedMs, waiting: waiting.count, failed: failed.count }
    },
    refetchInterval: LOOK_MS,
    retry: false,
  })
  const { data, error } = health
  if (error !== null) return <Failure error={error} retry={() => void health.refetch()} />
  if (data === undefined) return null
  const items = [
    [
      text.ledger,
      <StateMark key="state" tone="good">
        {text.readable}
      </StateMark>,
    ],
    [text.recordCount, format.number(data.recordCount)],
    [text.answerTime, `${format.number(Math.round(data.elapsedMs))} ms`],
    [text.exportsWaiting, format.number(data.waiting)],
    [text.exportsFailed, format.number(data.failed)],
  ] as const
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        bordered
        items={items.map(([label, children]) => ({ key: label, label, children }))}
      />
      <Button style={{ marginTop: 12 }} loading={health.isFetching} onClick={() => void health.refetch()}>
        {text.checkAgain}
      </Button>
    </>
  )
}

function SigningKeys(): ReactNode {
  const { administration: text } = useText()
  const format = useFormat()
  const keys = useQuery({ queryKey: ['signing-keys'], queryFn: () => client.listSigningKeys() })
  return (
    <>
      {keys.error !== null && <Failure error={keys.error} />}
      <DataTable<SigningKeyView>
        label={text.signingKeys}
        rows={keys.data?.signing_keys ?? []}
        keyOf={({ key_id }) => key_id}
        isBusy={keys.isPending}
        empty={text.none}
        columns={[
          { key: 'id', title: text.id, render: ({ key_id }) => <code>{key_id}</code> },
          { key: 'since', title: text.since, render: ({ create_time }) => format.instant(create_time) },
          {
            key: 'retired',
            title: text.retired,
            render: ({ retired_time }) => (retired_time === undefined ? '–' : format.instant(retired_time)),
          },
        ]}
      />
    </>
  )
}

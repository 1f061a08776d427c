import type { DeskledgerClient, SignedManifest } from '@deskledger/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Descriptions } from 'antd'
import type { ReactNode } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { CodeBlock } from '../../ui/code-block.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { Panel } from '../../ui/panel.js'
import { useFormat } from '../../ui/use-format.js'
import { taskQuery } from './export-queries.js'

/** A closer look at one task: what was asked, what the file is, its manifest, and whether it is whole. */
export function TaskPanel({ taskId, onClose }: { readonly taskId: string; readonly onClose: () => void }): ReactNode {
  const { projectId = '', client } = useProject()
  const { exports: text } = useText()
  const format = useFormat()
  const task = useQuery(taskQuery(client, projectId, taskId))
  const data = task.data
  const facts: readonly (readonly [string, string | undefined])[] =
    data === undefined
      ? []
      : [
          [text.state, text.states[data.status]],
          [text.reason, data.fail_reason],
          [text.requestedBy, data.requested_by],
          [text.cutOff, format.exactInstant(data.cut_off_time)],
          [text.format, data.format],
          [text.timeZone, data.time_zone],
          ...Object.entries(data.query).map(([name, value]) => [name, String(value)] as const),
          [text.rowCount, data.row_count === undefined ? undefined : format.number(data.row_count)],
          [text.size, data.byte_count === undefined ? undefined : format.bytes(data.byte_count)],
          ['SHA-256', data.sha256],
        ]
  return (
    <Panel title={data?.file_name ?? ''} onClose={onClose}>
      {task.isError && <Failure error={task.error} />}
      <Descriptions
        column={1}
        size="small"
        bordered
        items={facts
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([label, value]) => ({ key: label, label, children: <DataText>{value}</DataText> }))}
      />
      {data?.status === 'SUCCESS' && (
        <>
          <Proof client={client} taskId={taskId} />
          <Manifest client={client} taskId={taskId} />
        </>
      )}
    </Panel>
  )
}

/** Reads the whole file and compares it with what its task tells. */
function Proof({ client, taskId }: { readonly client: DeskledgerClient; readonly taskId: string }): ReactNode {
  const { exports: text } = useText()
  const format = useFormat()
  const proof = useMutation({
    mutationFn: async () => {
      const { body } = await client.openExportFile(taskId)
      let byteCount = 0
      for (const reader = body.getReader(); ; ) {
        const { done, value } = await reader.read()
        if (done) return byteCount
        byteCount += value.byteLength
      }
    },
  })
  return (
    <div style={{ marginTop: 16 }}>
      <Button onClick={() => proof.mutate()} loading={proof.isPending}>
        {text.verify}
      </Button>
      {proof.isSuccess && (
        <Alert type="success" showIcon style={{ marginTop: 8 }} title={text.verified(format.bytes(proof.data))} />
      )}
      {proof.isError && <Failure error={proof.error} />}
    </div>
  )
}

function Manifest({ client, taskId }: { readonly client: DeskledgerClient; readonly taskId: string }): ReactNode {
  const { exports: text } = useText()
  const manifest = useMutation({ mutationFn: () => client.showExportManifest(taskId) })
  return (
    <div style={{ marginTop: 16 }}>
      <Button onClick={() => manifest.mutate()} loading={manifest.isPending}>
        {text.manifest}
      </Button>
      {manifest.isError && <Failure error={manifest.error} />}
      {manifest.isSuccess && <CodeBlock label={text.manifest}>{contentOf(manifest.data)}</CodeBlock>}
    </div>
  )
}

/** What an envelope holds, to be read. Whether its signature is right, `deskledger verify` says. */
function contentOf({ payload }: SignedManifest): string {
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0))
  return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), undefined, 2)
}

import { useQuery } from '@tanstack/react-query'
import { Descriptions } from 'antd'
import type { ReactNode } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { Panel } from '../../ui/panel.js'
import { useFormat } from '../../ui/use-format.js'
import { taskQuery } from './export-queries.js'
import { TaskManifest, TaskProof } from './task-proof.js'

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
          <TaskProof client={client} taskId={taskId} />
          <TaskManifest client={client} taskId={taskId} />
        </>
      )}
    </Panel>
  )
}

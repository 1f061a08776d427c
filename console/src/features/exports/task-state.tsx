import type { ExportTaskItem } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import type { ReactNode } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { DataText } from '../../ui/data-text.js'
import { StateMark } from '../../ui/state-mark.js'
import { taskQuery } from './export-queries.js'

const TONES = { CREATING: 'active', SUCCESS: 'good', FAIL: 'bad', EXPIRED: 'plain' } as const

/** State of a task: with its progress while it is made, with the reason when it failed. */
export function TaskState({ task }: { readonly task: ExportTaskItem }): ReactNode {
  const { exports: text } = useText()
  if (task.status === 'CREATING') return <TaskProgress taskId={task.task_id} />
  return (
    <span>
      <StateMark tone={TONES[task.status]}>{text.states[task.status]}</StateMark>
      {task.status === 'FAIL' && (
        <span style={{ display: 'block' }}>
          {text.failedWith(task.error_code ?? '')} <DataText>{task.fail_reason}</DataText>
        </span>
      )}
    </span>
  )
}

function TaskProgress({ taskId }: { readonly taskId: string }): ReactNode {
  const { projectId = '', client } = useProject()
  const { exports: text } = useText()
  const { data } = useQuery(taskQuery(client, projectId, taskId))
  return (
    <Progress
      aria-label={text.states.CREATING}
      percent={data?.progress.percent ?? 0}
      size="small"
      status="active"
      style={{ width: 120 }}
    />
  )
}

import type { ExportTaskItem, ExportTaskPage } from '@deskledger/client'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { useFormat } from '../../ui/use-format.js'
import { TaskActions } from './task-actions.js'
import { TaskFacts } from './task-facts.js'
import { TaskState } from './task-state.js'

/** Export tasks, newest first. */
export function TaskTable({
  page,
  isLoading,
  onShow,
}: {
  readonly page: ExportTaskPage | undefined
  readonly isLoading: boolean
  readonly onShow: (taskId: string) => void
}): ReactNode {
  const { exports: text } = useText()
  const format = useFormat()
  return (
    <DataTable<ExportTaskItem>
      label={text.title}
      rows={page?.export_tasks ?? []}
      keyOf={({ task_id }) => task_id}
      isBusy={isLoading}
      empty={text.none}
      columns={[
        { key: 'state', title: text.state, render: (task) => <TaskState task={task} /> },
        {
          key: 'file',
          title: text.file,
          render: ({ task_id, file_name }) => (
            <Button type="link" size="small" onClick={() => onShow(task_id)} style={{ padding: 0 }}>
              <DataText>{file_name}</DataText>
            </Button>
          ),
        },
        { key: 'created', title: text.created, render: ({ create_time }) => format.instant(create_time) },
        { key: 'facts', title: text.content, render: (task) => <TaskFacts task={task} /> },
        { key: 'actions', title: text.actions, render: (task) => <TaskActions task={task} /> },
      ]}
    />
  )
}

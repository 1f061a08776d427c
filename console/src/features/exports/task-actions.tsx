import type { ExportTaskItem } from '@deskledger/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm, Space } from 'antd'
import type { ReactNode } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { Failure } from '../../ui/failure.js'
import { orderOf } from './export-queries.js'

/** What can be done about a task in its state. */
export function TaskActions({ task }: { readonly task: ExportTaskItem }): ReactNode {
  const { projectId = '', client } = useProject()
  const { exports: text } = useText()
  const queryClient = useQueryClient()
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['export-tasks', projectId] })
  const remove = useMutation({ mutationFn: () => client.deleteExportTasks([task.task_id]), onSettled: refresh })
  const again = useMutation({
    mutationFn: async () => client.exportUserConnection(orderOf(await client.showExportTask(task.task_id))),
    onSettled: refresh,
  })
  const isUnfinished = task.status === 'CREATING'
  const failure = remove.error ?? again.error
  return (
    <>
      <Space size="small">
        {task.status === 'SUCCESS' && (
          // Followed by the browser itself: the file goes to its disk, not through this page's memory.
          <Button size="small" type="primary" href={downloadPath(projectId, task.task_id)} download={task.file_name}>
            {text.download}
          </Button>
        )}
        {(task.status === 'FAIL' || task.status === 'EXPIRED') && (
          <Button size="small" onClick={() => again.mutate()} loading={again.isPending}>
            {text.again}
          </Button>
        )}
        <Popconfirm
          title={isUnfinished ? text.cancelQuestion : text.deleteQuestion}
          okText={isUnfinished ? text.cancel : text.delete}
          cancelText={text.keep}
          onConfirm={() => remove.mutate()}
        >
          <Button size="small" danger loading={remove.isPending}>
            {isUnfinished ? text.cancel : text.delete}
          </Button>
        </Popconfirm>
      </Space>
      {failure !== null && <Failure error={failure} />}
    </>
  )
}

function downloadPath(projectId: string, taskId: string): string {
  return `/v2/${encodeURIComponent(projectId)}/export-tasks/${encodeURIComponent(taskId)}/download`
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Pagination } from 'antd'
import { type ReactNode, useState } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { Failure } from '../../ui/failure.js'
import { ExportDialog } from './export-dialog.js'
import { TASKS_PER_PAGE, taskPageQuery } from './export-queries.js'
import type { ExportSearch } from './export-search.js'
import { TaskPanel } from './task-panel.js'
import { TaskTable } from './task-table.js'

/** The export centre: what was asked for, how far it is, and its files. */
export function ExportsPage(): ReactNode {
  const { projectId, client } = useProject()
  const { page = 1, order } = useSearch({ from: '/exports' })
  const navigate = useNavigate({ from: '/exports' })
  const { frame, exports: text } = useText()
  const [shownId, setShownId] = useState<string>()
  const tasks = useQuery({ ...taskPageQuery(client, projectId ?? '', page), enabled: projectId !== undefined })
  const show = (search: ExportSearch): void => {
    void navigate({ search: ({ project }) => ({ ...(project && { project }), ...search }) })
  }
  if (projectId === undefined) return <p>{frame.noProject}</p>
  return (
    <>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', marginBottom: 8 }}>
        <h1 style={{ fontSize: 20, margin: 0 }}>{text.title}</h1>
        <Button type="primary" onClick={() => show({ order: {} })}>
          {text.create}
        </Button>
      </div>
      {tasks.isError && <Failure error={tasks.error} retry={() => void tasks.refetch()} />}
      <TaskTable page={tasks.data} isLoading={tasks.isPending} onShow={setShownId} />
      <Pagination
        style={{ marginTop: 12 }}
        align="end"
        current={page}
        pageSize={TASKS_PER_PAGE}
        total={tasks.data?.count ?? 0}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={(number) => show({ page: number })}
      />
      {order !== undefined && <ExportDialog filter={order} onClose={() => show({})} />}
      {shownId !== undefined && <TaskPanel taskId={shownId} onClose={() => setShownId(undefined)} />}
    </>
  )
}

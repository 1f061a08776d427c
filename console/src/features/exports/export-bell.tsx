import type { ExportTaskItem } from '@deskledger/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Badge, Button, Popover } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { DataText } from '../../ui/data-text.js'
import { StateMark } from '../../ui/state-mark.js'
import styles from './export-bell.module.css'
import { askedExports, taskPageQuery } from './export-queries.js'
import { finishedSince, lastEnd } from './finished-tasks.js'

/** How long a toast stays, in milliseconds; the bell keeps what it said. */
const TOAST_MS = 8_000

/** Tells when an export is done or has failed, on whatever page the user is. */
export function ExportBell(): ReactNode {
  const { projectId } = useProject()
  return projectId === undefined ? null : <Bell key={projectId} projectId={projectId} />
}

function Bell({ projectId }: { readonly projectId: string }): ReactNode {
  const { client } = useProject()
  const { exports: text } = useText()
  const queryClient = useQueryClient()
  const tasks = useQuery({ ...taskPageQuery(client, projectId, 1), retry: false }).data?.export_tasks
  // What had ended before this page was opened is no news.
  const [seenUntil, setSeenUntil] = useState<string>()
  const toastedUntil = useRef<string>(undefined)
  const [toast, setToast] = useState<ExportTaskItem>()
  const news = tasks === undefined || seenUntil === undefined ? [] : finishedSince(tasks, seenUntil)
  useEffect(() => {
    if (tasks === undefined) return
    // An export that was asked for here may end before its list is looked at for the first time.
    const asked = queryClient.getQueryData<readonly string[]>(askedExports(projectId)) ?? []
    const former = toastedUntil.current ?? lastEnd(tasks.filter(({ task_id: id }) => !asked.includes(id)))
    const end = lastEnd(tasks)
    if (toastedUntil.current === undefined) setSeenUntil(former)
    if (toastedUntil.current === undefined || end > former) toastedUntil.current = end
    const [latest] = finishedSince(tasks, former)
    if (latest !== undefined) setToast(latest)
  }, [tasks, projectId, queryClient])
  useEffect(() => {
    if (toast === undefined) return undefined
    const timer = setTimeout(() => setToast(undefined), TOAST_MS)
    return () => clearTimeout(timer)
  }, [toast])
  const list = (
    <ul className={styles['list']}>
      {news.map((task) => (
        <li key={task.task_id}>
          <News task={task} />
        </li>
      ))}
      {news.length === 0 && <li>{text.noNews}</li>}
    </ul>
  )
  return (
    <>
      <Popover
        content={list}
        trigger="click"
        placement="bottomRight"
        onOpenChange={(isOpen) => {
          if (!isOpen && tasks !== undefined) setSeenUntil(lastEnd(tasks))
        }}
      >
        <Badge count={news.length} size="small" color="#1f4fd8">
          <Button type="text" aria-label={text.bell(String(news.length))} icon={<BellSign />} />
        </Badge>
      </Popover>
      <div role="status" className={styles['toasts']}>
        {toast !== undefined && (
          <div className={styles['toast']}>
            <News task={toast} />
            <Button size="small" type="text" onClick={() => setToast(undefined)}>
              {text.dismiss}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function News({ task }: { readonly task: ExportTaskItem }): ReactNode {
  const { exports: text } = useText()
  const isReady = task.status === 'SUCCESS'
  return (
    <span>
      <StateMark tone={isReady ? 'good' : 'bad'}>{isReady ? text.isReady : text.hasFailed}</StateMark>
      <Link to="/exports">
        <DataText>{task.file_name}</DataText>
      </Link>
    </span>
  )
}

function BellSign(): ReactNode {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="M3 12h10l-1.5-2V7a3.5 3.5 0 0 0-7 0v3zM6.5 14h3" strokeWidth="1.4" strokeLinejoin="round" />
    </svg>
  )
}

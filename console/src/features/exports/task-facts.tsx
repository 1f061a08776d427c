import type { ExportTaskItem } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { useFormat } from '../../ui/use-format.js'
import { useNow } from '../../ui/use-now.js'
import { taskQuery } from './export-queries.js'

const MINUTE_MS = 60_000

/** Rows and size of a task's file, who asked, and how long it is still there. */
export function TaskFacts({ task }: { readonly task: ExportTaskItem }): ReactNode {
  const { projectId = '', client } = useProject()
  const { exports: text } = useText()
  const format = useFormat()
  const { data } = useQuery(taskQuery(client, projectId, task.task_id))
  const expiresTime = task.status === 'SUCCESS' ? data?.expires_time : undefined
  const nowMs = useNow(MINUTE_MS, expiresTime !== undefined)
  if (data === undefined) return null
  const { row_count: rows, byte_count: bytes, requested_by: who } = data
  const facts = [
    rows !== undefined && text.rows(format.number(rows)),
    bytes !== undefined && format.bytes(bytes),
    who,
    expiresTime !== undefined && text.expiresIn(format.duration(Math.max(0, Date.parse(expiresTime) - nowMs))),
  ]
  return <bdi>{facts.filter(Boolean).join(' · ')}</bdi>
}

import { ApiError } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { keptWithin } from '../../app/kept-answer.js'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { useFormat } from '../../ui/use-format.js'
import { useSettled } from '../../ui/use-settled.js'
import type { ExportOrder } from './export-queries.js'

/** How long nothing has to be typed before the server is asked, in milliseconds. */
const SETTLED_MS = 400

/** What the export would be like: rows, size and time, while it is still being chosen. */
export function ExportEstimate({ order }: { readonly order: ExportOrder }): ReactNode {
  const { projectId = '', client } = useProject()
  const { exports: text } = useText()
  const format = useFormat()
  const asked = useSettled(order, SETTLED_MS)
  const { data, error } = useQuery({
    queryKey: ['export-estimate', projectId, asked],
    queryFn: ({ signal }) => client.estimateExport(asked, { signal }),
    placeholderData: keptWithin(projectId),
    retry: false,
  })
  return (
    <p role="status" aria-label={text.estimate}>
      {error instanceof ApiError && error.message}
      {error === null && data === undefined && text.estimating}
      {error === null && data !== undefined && (
        <>
          <strong>{text.rows(format.number(data.row_count))}</strong>
          {' · '}
          {text.about(format.bytes(data.estimated_byte_count))}
          {' · '}
          {text.about(format.duration(Math.max(1, data.estimated_seconds) * 1000))}
          {data.format === 'xlsx' && !data.fits_one_sheet && ` · ${text.severalSheets}`}
        </>
      )}
    </p>
  )
}

import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { CodeBlock } from '../../ui/code-block.js'
import { Failure } from '../../ui/failure.js'
import { useFormat } from '../../ui/use-format.js'
import { type Received, SHOWN_LENGTH } from './sent-request.js'

/** What came back: status, time, headers, body. */
export function Answer({
  received,
  error,
}: {
  readonly received: Received | undefined
  readonly error: Error | null
}): ReactNode {
  const { explorer: text } = useText()
  const format = useFormat()
  if (error !== null) return <Failure error={error} />
  if (received === undefined) return null
  const { status, headers, body, elapsedMs } = received
  return (
    <section aria-label={text.answer} style={{ marginTop: 16 }}>
      <Alert
        type={status < 400 ? 'success' : 'error'}
        title={`${text.status} ${status} · ${format.number(Math.round(elapsedMs))} ms`}
      />
      <CodeBlock label={text.headers}>{headers.map(([name, value]) => `${name}: ${value}`).join('\n')}</CodeBlock>
      {body !== '' && <CodeBlock label={text.answer}>{body}</CodeBlock>}
      {body.length === SHOWN_LENGTH && <p>{text.cut}</p>}
    </section>
  )
}

import { Button } from 'antd'
import type { ReactNode } from 'react'

/** The name of a section, and the button that makes one more. */
export function SectionHead({
  title,
  action,
  onAction,
}: {
  readonly title: string
  readonly action: string
  readonly onAction: () => void
}): ReactNode {
  return (
    <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', marginBottom: 8 }}>
      <h2 style={{ fontSize: 16, margin: 0 }}>{title}</h2>
      <Button type="primary" onClick={onAction}>
        {action}
      </Button>
    </div>
  )
}

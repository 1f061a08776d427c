import { Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'

/** Deletes after a question. */
export function DeleteButton({
  question,
  isBusy,
  onDelete,
}: {
  readonly question: string
  readonly isBusy: boolean
  readonly onDelete: () => void
}): ReactNode {
  const { administration: text } = useText()
  return (
    <Popconfirm title={question} okText={text.delete} cancelText={text.keep} onConfirm={onDelete}>
      <Button size="small" danger loading={isBusy}>
        {text.delete}
      </Button>
    </Popconfirm>
  )
}

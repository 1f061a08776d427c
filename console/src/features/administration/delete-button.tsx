import type { UseMutationResult } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'

/** Deletes one thing of a list after a question. */
export function DeleteButton({
  id,
  question,
  remove,
}: {
  readonly id: string
  readonly question: string
  /** Deletes by id; one for the whole list. */
  readonly remove: UseMutationResult<unknown, Error, string>
}): ReactNode {
  const { administration: text } = useText()
  return (
    <Popconfirm title={question} okText={text.delete} cancelText={text.keep} onConfirm={() => remove.mutate(id)}>
      <Button size="small" danger loading={remove.isPending && remove.variables === id}>
        {text.delete}
      </Button>
    </Popconfirm>
  )
}

import type { UseMutationResult } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { Failure } from '../../ui/failure.js'
import { Panel } from '../../ui/panel.js'

/** Asks for what something new is to be, and makes it; a refusal stays beside the fields. */
export function NewPanel<Fields>({
  title,
  create,
  onClose,
  children,
}: {
  readonly title: string
  readonly create: UseMutationResult<unknown, Error, Fields>
  readonly onClose: () => void
  /** The fields. */
  readonly children: ReactNode
}): ReactNode {
  const { administration: text } = useText()
  return (
    <Panel place="middle" title={title} onClose={onClose}>
      <Form layout="vertical" onFinish={(fields: Fields) => create.mutate(fields)}>
        {children}
        {create.isError && <Failure error={create.error} />}
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {text.create}
        </Button>
      </Form>
    </Panel>
  )
}

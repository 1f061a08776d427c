import type { GroupView } from '@deskledger/client'
import { Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { useFormat } from '../../ui/use-format.js'
import { DeleteButton } from './delete-button.js'
import { NewPanel } from './new-panel.js'
import { SectionHead } from './section-head.js'
import { useChange, useResource } from './use-resource.js'

/** Groups of users, which policies are usually granted to. */
export function GroupsSection(): ReactNode {
  const { administration: text } = useText()
  const format = useFormat()
  const [isCreating, setIsCreating] = useState(false)
  const groups = useResource('groups', () => client.admin.listGroups())
  const create = useChange(
    ({ name, description }: { readonly name: string; readonly description?: string }) =>
      client.admin.createGroup({ name, ...(description && { description }) }),
    () => setIsCreating(false),
  )
  const remove = useChange((groupId: string) => client.admin.deleteGroup(groupId))
  const failure = groups.error ?? remove.error
  return (
    <>
      <SectionHead title={text.sections.groups} action={text.newGroup} onAction={() => setIsCreating(true)} />
      {failure !== null && <Failure error={failure} />}
      <DataTable<GroupView>
        label={text.sections.groups}
        rows={groups.data?.groups ?? []}
        keyOf={({ group_id }) => group_id}
        isBusy={groups.isPending}
        empty={text.none}
        columns={[
          { key: 'name', title: text.name, render: ({ name }) => <DataText>{name}</DataText> },
          { key: 'note', title: text.description, render: ({ description }) => <DataText>{description}</DataText> },
          {
            key: 'users',
            title: text.sections.users,
            isNumber: true,
            render: ({ user_ids }) => format.number(user_ids.length),
          },
          {
            key: 'actions',
            title: text.actions,
            render: ({ group_id }) => (
              <DeleteButton id={group_id} question={text.deleteGroupQuestion} remove={remove} />
            ),
          },
        ]}
      />
      {isCreating && (
        <NewPanel title={text.newGroup} create={create} onClose={() => setIsCreating(false)}>
          <Form.Item name="name" label={text.name} rules={[{ required: true, message: text.required }]}>
            <Input />
          </Form.Item>
          <Form.Item name="description" label={text.description}>
            <Input allowClear />
          </Form.Item>
        </NewPanel>
      )}
    </>
  )
}

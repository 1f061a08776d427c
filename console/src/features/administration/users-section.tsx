import type { UserView } from '@deskledger/client'
import { Button, Form, Input, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { DeleteButton } from './delete-button.js'
import { EnabledSwitch } from './enabled-switch.js'
import { NewPanel } from './new-panel.js'
import { SectionHead } from './section-head.js'
import { useChange, useResource } from './use-resource.js'
import { UserPanel } from './user-panel.js'

/** Users of the account. */
export function UsersSection(): ReactNode {
  const { administration: text } = useText()
  const [isCreating, setIsCreating] = useState(false)
  const [shownId, setShownId] = useState<string>()
  const users = useResource('users', () => client.admin.listUsers())
  const groups = useResource('groups', () => client.admin.listGroups())
  const create = useChange(
    ({ name, password }: { readonly name: string; readonly password?: string }) =>
      client.admin.createUser({ name, ...(password && { password }) }),
    () => setIsCreating(false),
  )
  const update = useChange(({ user_id, enabled }: Pick<UserView, 'user_id' | 'enabled'>) =>
    client.admin.updateUser(user_id, { enabled }),
  )
  const remove = useChange((userId: string) => client.admin.deleteUser(userId))
  const failure = users.error ?? update.error ?? remove.error
  const groupName = (id: string): string => groups.data?.groups.find(({ group_id }) => group_id === id)?.name ?? id
  return (
    <>
      <SectionHead title={text.sections.users} action={text.newUser} onAction={() => setIsCreating(true)} />
      {failure !== null && <Failure error={failure} />}
      <DataTable<UserView>
        label={text.sections.users}
        rows={users.data?.users ?? []}
        keyOf={({ user_id }) => user_id}
        isBusy={users.isPending}
        empty={text.none}
        columns={[
          {
            key: 'name',
            title: text.name,
            render: ({ name, is_root }) => (
              <>
                <DataText>{name}</DataText> {is_root && <small>({text.root})</small>}
              </>
            ),
          },
          {
            key: 'groups',
            title: text.sections.groups,
            render: ({ group_ids }) => <DataText>{group_ids.map(groupName).join(', ')}</DataText>,
          },
          { key: 'password', title: text.password, render: ({ has_password }) => (has_password ? text.yes : text.no) },
          {
            key: 'enabled',
            title: text.enabled,
            render: ({ user_id, name, enabled, is_root }) => (
              <EnabledSwitch
                name={name}
                isEnabled={enabled}
                isFixed={is_root}
                onChange={(isEnabled) => update.mutate({ user_id, enabled: isEnabled })}
              />
            ),
          },
          {
            key: 'actions',
            title: text.actions,
            render: ({ user_id, is_root }) => (
              <Space size="small">
                <Button size="small" onClick={() => setShownId(user_id)}>
                  {text.manage}
                </Button>
                {!is_root && <DeleteButton id={user_id} question={text.deleteUserQuestion} remove={remove} />}
              </Space>
            ),
          },
        ]}
      />
      {isCreating && (
        <NewPanel title={text.newUser} create={create} onClose={() => setIsCreating(false)}>
          <Form.Item name="name" label={text.name} rules={[{ required: true, message: text.required }]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="password" label={text.password} extra={text.passwordHint}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </NewPanel>
      )}
      {shownId !== undefined && <UserPanel userId={shownId} onClose={() => setShownId(undefined)} />}
    </>
  )
}

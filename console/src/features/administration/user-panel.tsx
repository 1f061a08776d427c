import type { AccessKeyView, GroupView } from '@deskledger/client'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select, Space } from 'antd'
import type { ReactNode } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { CodeBlock } from '../../ui/code-block.js'
import { DataTable } from '../../ui/data-table.js'
import { Failure } from '../../ui/failure.js'
import { Panel } from '../../ui/panel.js'
import { useFormat } from '../../ui/use-format.js'
import { DeleteButton } from './delete-button.js'
import { EnabledSwitch } from './enabled-switch.js'
import { useChange, useResource } from './use-resource.js'

/** One user: access keys, groups, password. */
export function UserPanel({ userId, onClose }: { readonly userId: string; readonly onClose: () => void }): ReactNode {
  const { administration: text } = useText()
  const users = useResource('users', () => client.admin.listUsers())
  const user = users.data?.users.find(({ user_id }) => user_id === userId)
  return (
    <Panel title={user?.name ?? ''} onClose={onClose}>
      <h3>{text.accessKeys}</h3>
      <AccessKeys userId={userId} />
      <h3>{text.sections.groups}</h3>
      <Memberships userId={userId} groupIds={user?.group_ids ?? []} />
      <h3>{text.password}</h3>
      <Password userId={userId} />
    </Panel>
  )
}

function AccessKeys({ userId }: { readonly userId: string }): ReactNode {
  const { administration: text } = useText()
  const format = useFormat()
  const keys = useQuery({
    queryKey: ['administration', 'access-keys', userId],
    queryFn: () => client.admin.listAccessKeys(userId),
  })
  const create = useChange((_: undefined) => client.admin.createAccessKey(userId))
  const update = useChange(({ access_key, enabled }: Pick<AccessKeyView, 'access_key' | 'enabled'>) =>
    client.admin.updateAccessKey(access_key, { enabled }),
  )
  const remove = useChange((accessKey: string) => client.admin.deleteAccessKey(accessKey))
  const failure = keys.error ?? create.error ?? update.error ?? remove.error
  return (
    <>
      {failure !== null && <Failure error={failure} />}
      <DataTable<AccessKeyView>
        label={text.accessKeys}
        rows={keys.data?.access_keys ?? []}
        keyOf={({ access_key }) => access_key}
        isBusy={keys.isPending}
        empty={text.none}
        columns={[
          { key: 'key', title: text.accessKey, render: ({ access_key }) => <code>{access_key}</code> },
          { key: 'created', title: text.created, render: ({ create_time }) => format.instant(create_time) },
          {
            key: 'enabled',
            title: text.enabled,
            render: ({ access_key, enabled }) => (
              <EnabledSwitch
                name={access_key}
                isEnabled={enabled}
                onChange={(isEnabled) => update.mutate({ access_key, enabled: isEnabled })}
              />
            ),
          },
          {
            key: 'actions',
            title: text.actions,
            render: ({ access_key }) => (
              <DeleteButton id={access_key} question={text.deleteKeyQuestion} remove={remove} />
            ),
          },
        ]}
      />
      <Button style={{ marginTop: 8 }} onClick={() => create.mutate(undefined)} loading={create.isPending}>
        {text.newKey}
      </Button>
      {create.data !== undefined && (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 8 }}
          title={text.secretOnce}
          description={
            <CodeBlock label={text.newKey}>
              {`DESKLEDGER_ACCESS_KEY=${create.data.access_key}\nDESKLEDGER_SECRET_KEY=${create.data.secret_key}`}
            </CodeBlock>
          }
        />
      )}
    </>
  )
}

function Memberships({
  userId,
  groupIds,
}: {
  readonly userId: string
  readonly groupIds: readonly string[]
}): ReactNode {
  const { administration: text } = useText()
  const groups = useResource('groups', () => client.admin.listGroups())
  const add = useChange((groupId: string) => client.admin.addUserToGroup(groupId, userId))
  const remove = useChange((groupId: string) => client.admin.removeUserFromGroup(groupId, userId))
  const failure = groups.error ?? add.error ?? remove.error
  return (
    <>
      {failure !== null && <Failure error={failure} />}
      <Select
        aria-label={text.sections.groups}
        mode="multiple"
        style={{ width: '100%' }}
        value={[...groupIds]}
        loading={add.isPending || remove.isPending}
        options={(groups.data?.groups ?? []).map(({ group_id, name }: GroupView) => ({ value: group_id, label: name }))}
        onSelect={(groupId: string) => add.mutate(groupId)}
        onDeselect={(groupId: string) => remove.mutate(groupId)}
      />
    </>
  )
}

function Password({ userId }: { readonly userId: string }): ReactNode {
  const { administration: text } = useText()
  const [form] = Form.useForm<{ readonly password: string }>()
  const change = useChange(
    ({ password }: { readonly password: string }) => client.admin.updateUser(userId, { password }),
    () => form.resetFields(),
  )
  return (
    <Form form={form} layout="vertical" onFinish={change.mutate}>
      <Form.Item name="password" label={text.newPassword} rules={[{ required: true, message: text.required }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {change.isError && <Failure error={change.error} />}
      <Space>
        <Button htmlType="submit" loading={change.isPending}>
          {text.setPassword}
        </Button>
        {change.isSuccess && <span role="status">{text.passwordSet}</span>}
      </Space>
    </Form>
  )
}

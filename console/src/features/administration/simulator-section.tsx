import { OPERATIONS } from '@deskledger/client'
import { useMutation } from '@tanstack/react-query'
import { Alert, AutoComplete, Button, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { useResource } from './use-resource.js'

/** Every action that an operation asks for. */
const ACTIONS = [
  ...new Set(Object.values(OPERATIONS).flatMap(({ access }) => ('action' in access ? [access.action] : []))),
].sort()

interface Fields {
  readonly user_id: string
  readonly action: string
  readonly project_id?: string
  readonly enterprise_project_id?: string
}

/** Asks what a user may do, and which statement says so; nothing is changed. */
export function SimulatorSection(): ReactNode {
  const { administration: text, label } = useText()
  const users = useResource('users', () => client.admin.listUsers())
  const projects = useResource('projects', () => client.admin.listProjects())
  const test = useMutation({
    mutationFn: (fields: Fields) =>
      client.admin.testPolicy({
        user_id: fields.user_id,
        action: fields.action,
        ...(fields.project_id && { project_id: fields.project_id }),
        ...(fields.enterprise_project_id && { enterprise_project_id: fields.enterprise_project_id }),
      }),
  })
  return (
    <>
      <h2 style={{ fontSize: 16, marginTop: 0 }}>{text.sections.simulator}</h2>
      <p>{text.simulatorHint}</p>
      <Form layout="vertical" style={{ maxWidth: 520 }} onFinish={(fields: Fields) => test.mutate(fields)}>
        <Form.Item name="user_id" label={text.user} rules={[{ required: true, message: text.required }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(users.data?.users ?? []).map(({ user_id, name }) => ({ value: user_id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="action" label={text.action} rules={[{ required: true, message: text.required }]}>
          <AutoComplete
            options={ACTIONS.map((value) => ({ value }))}
            showSearch={{ filterOption: (typed, option) => (option?.value ?? '').includes(typed) }}
          />
        </Form.Item>
        <Form.Item name="project_id" label={text.project}>
          <Select
            allowClear
            options={(projects.data?.projects ?? []).map(({ project_id, name }) => ({
              value: project_id,
              label: name,
            }))}
          />
        </Form.Item>
        <Form.Item name="enterprise_project_id" label={text.enterpriseProject}>
          <Input allowClear />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={test.isPending}>
          {text.test}
        </Button>
      </Form>
      {test.isError && <Failure error={test.error} />}
      {test.data !== undefined && (
        <Alert
          style={{ marginTop: 12, maxWidth: 520 }}
          type={test.data.outcome === 'allow' ? 'success' : 'error'}
          showIcon
          title={text.outcomes[test.data.outcome]}
          description={
            <>
              {test.data.decided_by !== undefined && (
                <div>
                  {label(text.policy)}
                  <DataText>{test.data.decided_by.policy_name}</DataText> ·{' '}
                  <code>Statement[{test.data.decided_by.statement}]</code>
                </div>
              )}
              <div lang="en">{test.data.reason}</div>
            </>
          }
        />
      )}
    </>
  )
}

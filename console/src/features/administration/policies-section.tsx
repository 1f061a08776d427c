import type { PolicyView } from '@deskledger/client'
import { Button, Form, Input, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { jsonRule } from '../../ui/json-rule.js'
import { Panel } from '../../ui/panel.js'
import { DeleteButton } from './delete-button.js'
import { SectionHead } from './section-head.js'
import { useChange, useResource } from './use-resource.js'

/** What a new policy begins with: look at records and at nothing else. */
const EXAMPLE = {
  Version: '5.0',
  Statement: [{ Effect: 'Allow', Action: ['workspace:connections:securityList'] }],
}

type Fields = Record<'name' | 'description' | 'document', string | undefined>

/** Policies: those that come with the system, and the account's own. */
export function PoliciesSection(): ReactNode {
  const { administration: text } = useText()
  const [shown, setShown] = useState<PolicyView | 'new'>()
  const policies = useResource('policies', () => client.admin.listPolicies())
  const remove = useChange((policyId: string) => client.admin.deletePolicy(policyId))
  const failure = policies.error ?? remove.error
  return (
    <>
      <SectionHead title={text.sections.policies} action={text.newPolicy} onAction={() => setShown('new')} />
      {failure !== null && <Failure error={failure} />}
      <DataTable<PolicyView>
        label={text.sections.policies}
        rows={policies.data?.policies ?? []}
        keyOf={({ policy_id }) => policy_id}
        isBusy={policies.isPending}
        empty={text.none}
        columns={[
          { key: 'name', title: text.name, render: ({ name }) => <DataText>{name}</DataText> },
          { key: 'type', title: text.type, render: ({ type }) => text.policyTypes[type] },
          { key: 'note', title: text.description, render: ({ description }) => <DataText>{description}</DataText> },
          {
            key: 'actions',
            title: text.actions,
            render: (policy) => (
              <Space size="small">
                <Button size="small" onClick={() => setShown(policy)}>
                  {policy.type === 'custom' ? text.edit : text.show}
                </Button>
                {policy.type === 'custom' && (
                  <DeleteButton id={policy.policy_id} question={text.deletePolicyQuestion} remove={remove} />
                )}
              </Space>
            ),
          },
        ]}
      />
      {shown !== undefined && (
        <PolicyPanel policy={shown === 'new' ? undefined : shown} onClose={() => setShown(undefined)} />
      )}
    </>
  )
}

function PolicyPanel({
  policy,
  onClose,
}: {
  readonly policy: PolicyView | undefined
  readonly onClose: () => void
}): ReactNode {
  const { administration: text } = useText()
  const save = useChange(({ name = '', description, document = '' }: Fields) => {
    const body = {
      name,
      ...(description && { description }),
      document: JSON.parse(document) as PolicyView['document'],
    }
    return policy === undefined ? client.admin.createPolicy(body) : client.admin.updatePolicy(policy.policy_id, body)
  }, onClose)
  const isFixed = policy?.type === 'system'
  return (
    <Panel title={policy?.name ?? text.newPolicy} onClose={onClose}>
      <Form
        layout="vertical"
        disabled={isFixed}
        initialValues={{
          name: policy?.name,
          description: policy?.description,
          document: JSON.stringify(policy?.document ?? EXAMPLE, undefined, 2),
        }}
        onFinish={(fields: Fields) => save.mutate(fields)}
      >
        <Form.Item name="name" label={text.name} rules={[{ required: true, message: text.required }]}>
          <Input />
        </Form.Item>
        <Form.Item name="description" label={text.description}>
          <Input allowClear />
        </Form.Item>
        <Form.Item name="document" label={text.document} rules={[jsonRule(text.notJson)]}>
          <Input.TextArea
            autoSize={{ minRows: 8, maxRows: 30 }}
            spellCheck={false}
            style={{ fontFamily: 'ui-monospace, monospace' }}
          />
        </Form.Item>
        {save.isError && <Failure error={save.error} />}
        {!isFixed && (
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {text.save}
          </Button>
        )}
      </Form>
    </Panel>
  )
}

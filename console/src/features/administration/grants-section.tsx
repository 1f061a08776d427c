import type { GrantView } from '@deskledger/client'
import { Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { DeleteButton } from './delete-button.js'
import { NewPanel } from './new-panel.js'
import { SectionHead } from './section-head.js'
import { useChange, useResource } from './use-resource.js'

interface Fields {
  readonly policy_id: string
  /** `group:ID` or `user:ID`. */
  readonly whom: string
  readonly project_id?: string
  readonly enterprise_project_id?: string
}

/** Who has which policy, and where it holds. */
export function GrantsSection(): ReactNode {
  const { administration: text, label } = useText()
  const [isCreating, setIsCreating] = useState(false)
  const names = useNames()
  const grants = useResource('grants', () => client.admin.listGrants())
  const create = useChange(
    ({ policy_id, whom, project_id, enterprise_project_id }: Fields) => {
      const [kind = '', id = ''] = whom.split(/:(.*)/s)
      return client.admin.createGrant({
        policy_id,
        ...(kind === 'group' ? { group_id: id } : { user_id: id }),
        ...(project_id && { project_id }),
        ...(enterprise_project_id && { enterprise_project_id }),
      })
    },
    () => setIsCreating(false),
  )
  const remove = useChange((grantId: string) => client.admin.deleteGrant(grantId))
  const failure = grants.error ?? remove.error
  return (
    <>
      <SectionHead title={text.sections.grants} action={text.newGrant} onAction={() => setIsCreating(true)} />
      {failure !== null && <Failure error={failure} />}
      <DataTable<GrantView>
        label={text.sections.grants}
        rows={grants.data?.grants ?? []}
        keyOf={({ grant_id }) => grant_id}
        isBusy={grants.isPending}
        empty={text.none}
        columns={[
          { key: 'policy', title: text.policy, render: ({ policy_id }) => <DataText>{names.of(policy_id)}</DataText> },
          {
            key: 'whom',
            title: text.grantee,
            render: ({ group_id, user_id }) => (
              <>
                {label(group_id === undefined ? text.user : text.group)}
                <DataText>{names.of(group_id ?? user_id)}</DataText>
              </>
            ),
          },
          {
            key: 'where',
            title: text.scope,
            render: ({ project_id, enterprise_project_id }) => (
              <DataText>
                {[
                  project_id === undefined ? text.allProjects : names.of(project_id),
                  enterprise_project_id && `${text.enterpriseProject} ${enterprise_project_id}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </DataText>
            ),
          },
          {
            key: 'actions',
            title: text.actions,
            render: ({ grant_id }) => (
              <DeleteButton id={grant_id} question={text.deleteGrantQuestion} remove={remove} />
            ),
          },
        ]}
      />
      {isCreating && (
        <NewPanel title={text.newGrant} create={create} onClose={() => setIsCreating(false)}>
          <Form.Item name="policy_id" label={text.policy} rules={[{ required: true, message: text.required }]}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={names.policies} />
          </Form.Item>
          <Form.Item name="whom" label={text.grantee} rules={[{ required: true, message: text.required }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={[
                { label: text.sections.groups, options: names.groups },
                { label: text.sections.users, options: names.users },
              ]}
            />
          </Form.Item>
          <Form.Item name="project_id" label={text.project}>
            <Select allowClear placeholder={text.allProjects} options={names.projects} />
          </Form.Item>
          <Form.Item name="enterprise_project_id" label={text.enterpriseProject}>
            <Input allowClear />
          </Form.Item>
        </NewPanel>
      )}
    </>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

/** Names of everything that a grant refers to. */
function useNames() {
  const policies = useResource('policies', () => client.admin.listPolicies())
  const groups = useResource('groups', () => client.admin.listGroups())
  const users = useResource('users', () => client.admin.listUsers())
  const projects = useResource('projects', () => client.admin.listProjects())
  const options = {
    policies: (policies.data?.policies ?? []).map(({ policy_id: value, name: label }): Option => ({ value, label })),
    groups: (groups.data?.groups ?? []).map(
      ({ group_id, name: label }): Option => ({ value: `group:${group_id}`, label }),
    ),
    users: (users.data?.users ?? []).map(({ user_id, name: label }): Option => ({ value: `user:${user_id}`, label })),
    projects: (projects.data?.projects ?? []).map(({ project_id: value, name: label }): Option => ({ value, label })),
  }
  const known = new Map(
    Object.values(options)
      .flat()
      .map(({ value, label }) => [value.replace(/^(?:group|user):/, ''), label]),
  )
  return { ...options, of: (id = ''): string => known.get(id) ?? id }
}

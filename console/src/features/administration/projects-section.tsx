import type { ProjectView } from '@deskledger/client'
import { Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { EnabledSwitch } from './enabled-switch.js'
import { NewPanel } from './new-panel.js'
import { SectionHead } from './section-head.js'
import { useChange, useResource } from './use-resource.js'

/** Projects of the account: what records belong to. */
export function ProjectsSection(): ReactNode {
  const { administration: text } = useText()
  const [isCreating, setIsCreating] = useState(false)
  const projects = useResource('projects', () => client.admin.listProjects())
  const create = useChange(
    (fields: { readonly name: string; readonly project_id?: string }) =>
      client.admin.createProject({ name: fields.name, ...(fields.project_id && { project_id: fields.project_id }) }),
    () => setIsCreating(false),
  )
  const update = useChange(({ project_id, enabled }: Pick<ProjectView, 'project_id' | 'enabled'>) =>
    client.admin.updateProject(project_id, { enabled }),
  )
  const failure = projects.error ?? update.error
  return (
    <>
      <SectionHead title={text.sections.projects} action={text.newProject} onAction={() => setIsCreating(true)} />
      {failure !== null && <Failure error={failure} />}
      <DataTable<ProjectView>
        label={text.sections.projects}
        rows={projects.data?.projects ?? []}
        keyOf={({ project_id }) => project_id}
        isBusy={projects.isPending}
        empty={text.none}
        columns={[
          { key: 'name', title: text.name, render: ({ name }) => <DataText>{name}</DataText> },
          { key: 'id', title: text.id, render: ({ project_id }) => <code>{project_id}</code> },
          {
            key: 'enabled',
            title: text.enabled,
            render: ({ project_id, name, enabled }) => (
              <EnabledSwitch
                name={name}
                isEnabled={enabled}
                onChange={(isEnabled) => update.mutate({ project_id, enabled: isEnabled })}
              />
            ),
          },
        ]}
      />
      {isCreating && (
        <NewPanel title={text.newProject} create={create} onClose={() => setIsCreating(false)}>
          <Form.Item name="name" label={text.name} rules={[{ required: true, message: text.required }]}>
            <Input />
          </Form.Item>
          <Form.Item name="project_id" label={text.id} extra={text.projectIdHint}>
            <Input allowClear />
          </Form.Item>
        </NewPanel>
      )}
    </>
  )
}

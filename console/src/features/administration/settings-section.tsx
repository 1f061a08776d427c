import type { SettingView } from '@deskledger/client'
import type { ReactNode } from 'react'
import { client } from '../../app/client.js'
import { useText } from '../../text/use-text.js'
import { DataTable } from '../../ui/data-table.js'
import { DataText } from '../../ui/data-text.js'
import { Failure } from '../../ui/failure.js'
import { useResource } from './use-resource.js'

/** What the server runs with; to be read, since it is changed at its next start. */
export function SettingsSection(): ReactNode {
  const { administration: text } = useText()
  const settings = useResource('settings', () => client.admin.showSettings())
  return (
    <>
      <h2 style={{ fontSize: 16, marginTop: 0 }}>{text.sections.settings}</h2>
      <p>{text.settingsHint}</p>
      {settings.error !== null && <Failure error={settings.error} />}
      <DataTable<SettingView>
        label={text.sections.settings}
        rows={settings.data?.settings ?? []}
        keyOf={({ name }) => name}
        isBusy={settings.isPending}
        empty={text.none}
        columns={[
          { key: 'name', title: text.name, render: ({ name }) => <code>{name}</code> },
          {
            key: 'value',
            title: text.inForce,
            render: ({ value, is_secret }) => (is_secret ? text.secretValue : <DataText>{value}</DataText>),
          },
          { key: 'default', title: text.default, render: ({ default_text }) => default_text },
          { key: 'description', title: text.description, render: ({ description }) => description },
        ]}
      />
    </>
  )
}

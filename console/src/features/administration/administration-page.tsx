import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.js'
import { AuditSection } from './audit-section.js'
import { GrantsSection } from './grants-section.js'
import { GroupsSection } from './groups-section.js'
import { HealthSection } from './health-section.js'
import { PoliciesSection } from './policies-section.js'
import { ProjectsSection } from './projects-section.js'
import { type AdministrationSection, SECTIONS } from './sections.js'
import { SettingsSection } from './settings-section.js'
import { SimulatorSection } from './simulator-section.js'
import { UsersSection } from './users-section.js'

const VIEWS: Record<AdministrationSection, () => ReactNode> = {
  users: UsersSection,
  groups: GroupsSection,
  projects: ProjectsSection,
  policies: PoliciesSection,
  grants: GrantsSection,
  simulator: SimulatorSection,
  settings: SettingsSection,
  audit: AuditSection,
  health: HealthSection,
}

/** Who may do what in the account. */
export function AdministrationPage(): ReactNode {
  const { section = 'users' } = useSearch({ from: '/administration' })
  const navigate = useNavigate({ from: '/administration' })
  const { administration: text } = useText()
  const View = VIEWS[section]
  return (
    <>
      <h1 style={{ fontSize: 20, marginTop: 0 }}>{text.title}</h1>
      <div style={{ overflowX: 'auto', marginBottom: 16 }}>
        <Segmented
          aria-label={text.title}
          value={section}
          options={SECTIONS.map((value) => ({ value, label: text.sections[value] }))}
          onChange={(chosen) =>
            void navigate({ search: ({ project }) => ({ ...(project && { project }), section: chosen }) })
          }
        />
      </div>
      <View />
    </>
  )
}

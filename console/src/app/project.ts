import type { DeskledgerClient } from '@deskledger/client'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { clientOf } from './client.js'
import { useSession } from './session.js'

/** Which of the user's projects is looked at: the one in the address, else the first. */
export interface ChosenProject {
  /** Undefined when the user reaches none. */
  readonly projectId: string | undefined
  readonly client: DeskledgerClient
  readonly chooseProject: (projectId: string) => void
}

export function useProject(): ChosenProject {
  const { projects } = useSession()
  const { project } = useSearch({ from: '__root__' })
  const navigate = useNavigate()
  const projectId = projects.find(({ id }) => id === project)?.id ?? projects[0]?.id
  const client = useMemo(() => clientOf(projectId ?? 'none'), [projectId])
  return {
    projectId,
    client,
    // Another project's page and filter would mean nothing here.
    chooseProject: (chosen) => void navigate({ to: '.', search: { project: chosen } }),
  }
}

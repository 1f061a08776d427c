import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { lazy, type ReactNode, Suspense } from 'react'
import { useText } from '../text/use-text.js'
import { Failure } from '../ui/failure.js'
import { client } from './client.js'
import styles from './page-frame.module.css'
import { PAGES } from './pages.js'
import { PreferenceControls } from './preference-controls.js'
import { useProject } from './project.js'
import { beginSession, useSession } from './session.js'

const ExportBell = lazy(() =>
  import('../features/exports/export-bell.js').then(({ ExportBell: component }) => ({ default: component })),
)

/** Head with project, pages and user; the page below it. */
export function PageFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const { frame: text } = useText()
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#page">
        {text.skip}
      </a>
      <header className={styles['head']}>
        <strong className={styles['brand']}>deskledger</strong>
        <nav aria-label={text.pages} className={styles['nav']}>
          {PAGES.map(({ to, name }) => (
            <Link key={to} to={to} className={styles['link']} activeProps={{ 'aria-current': 'page' }}>
              {text[name]}
            </Link>
          ))}
        </nav>
        <ProjectChoice />
        <Suspense>
          <ExportBell />
        </Suspense>
        <PreferenceControls />
        <User />
      </header>
      <main id="page" className={styles['page']} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function ProjectChoice(): ReactNode {
  const { projects } = useSession()
  const { projectId, chooseProject } = useProject()
  const { frame: text } = useText()
  return (
    <Select
      aria-label={text.project}
      value={projectId ?? null}
      onChange={chooseProject}
      options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      notFoundContent={text.noProject}
      placeholder={text.noProject}
      popupMatchSelectWidth={false}
      className={styles['project'] ?? ''}
    />
  )
}

function User(): ReactNode {
  const { account, user } = useSession()
  const { frame: text } = useText()
  const queryClient = useQueryClient()
  const signOut = useMutation({
    mutationFn: () => client.deleteBrowserSession(),
    // A server that was not reached still takes the cookie, so nobody is told to be signed out.
    onSuccess: () => beginSession(queryClient, null),
  })
  return (
    <span className={styles['user']}>
      <bdi className={styles['name']} title={`${user.name} · ${account.name}`}>
        {user.name}
      </bdi>
      <Button size="small" onClick={() => signOut.mutate()} loading={signOut.isPending}>
        {text.signOut}
      </Button>
      {signOut.isError && <Failure error={signOut.error} />}
    </span>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Spin } from 'antd'
import { lazy, type ReactNode, Suspense } from 'react'
import { Failure } from '../ui/failure.js'
import { PageFrame } from './page-frame.js'
import { sessionQuery } from './session.js'

const SignInPage = lazy(() => import('./sign-in-page.js').then(({ SignInPage: component }) => ({ default: component })))

/** Asks who is there: the sign-in page for nobody, all others in the frame. */
export function Shell(): ReactNode {
  const session = useQuery(sessionQuery)
  if (session.isPending) return <Spin fullscreen />
  if (session.isError) return <Failure error={session.error} retry={() => void session.refetch()} />
  if (session.data === null) {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    )
  }
  return (
    <PageFrame>
      <Suspense fallback={<Spin />}>
        <Outlet />
      </Suspense>
    </PageFrame>
  )
}

import { ApiError, AuthenticationError, ConnectionError, PermissionError } from '@deskledger/client'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../text/use-text.js'

/**
 * Says what went wrong, in words and with what support asks for.
 * @param props `unauthenticated` replaces the words for a refused identity; `retry` offers to try again
 */
export function Failure({
  error,
  unauthenticated,
  retry,
}: {
  readonly error: Error
  readonly unauthenticated?: string
  readonly retry?: () => void
}): ReactNode {
  const { failure: text } = useText()
  const isRefused = unauthenticated !== undefined && error instanceof AuthenticationError
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBlock: 12 }}
      title={isRefused ? unauthenticated : titleOf(error, text)}
      description={isRefused ? undefined : <bdi>{detailOf(error, text)}</bdi>}
      action={retry && <Button onClick={retry}>{text.retry}</Button>}
    />
  )
}

type FailureText = ReturnType<typeof useText>['failure']

function titleOf(error: Error, text: FailureText): string {
  if (error instanceof AuthenticationError) return text.signedOut
  if (error instanceof PermissionError) return text.notPermitted
  if (error instanceof ConnectionError) return text.unreachable
  return text.failed
}

function detailOf(error: Error, text: FailureText): string {
  if (!(error instanceof ApiError)) return error.message
  return [error.message, error.requestId && text.requestId(error.requestId)].filter(Boolean).join(' · ')
}

import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../text/use-text.js'

/** For an address that no page has. */
export function NotFoundPage(): ReactNode {
  const { frame: text } = useText()
  return (
    <>
      <h1>{text.notFound}</h1>
      <Link to="/records">{text.records}</Link>
    </>
  )
}

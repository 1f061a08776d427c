import type { ReactNode } from 'react'

/** Text from a record as it is: isolated, so that marks for the writing direction do not turn what stands beside it. */
export function DataText({ children }: { readonly children: string | undefined }): ReactNode {
  if (children === undefined || children === '') return <span aria-hidden="true">–</span>
  return <bdi title={children}>{children}</bdi>
}

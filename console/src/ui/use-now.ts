import { useEffect, useState } from 'react'

/** The present, in milliseconds, told anew so often; it stands still while `isWanted` is false. */
export function useNow(everyMs: number, isWanted: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    if (!isWanted) return undefined
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, isWanted])
  return nowMs
}

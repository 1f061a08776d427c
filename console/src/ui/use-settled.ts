import { useEffect, useState } from 'react'

/** A value once it has stayed the same for so long, in milliseconds; the first one at once. Compared as JSON. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value)
  const written = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(written) as T), afterMs)
    return () => clearTimeout(timer)
  }, [written, afterMs])
  return settled
}

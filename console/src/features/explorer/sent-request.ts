import type { OperationId } from '@deskledger/client'

/** What a form was filled with: parameters that were left empty are not there. */
export interface FilledRequest {
  readonly id: OperationId
  readonly projectId: string
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | number>>
  /** JSON text; undefined when the operation takes none. */
  readonly body: string | undefined
}

/** An answer with everything that came. */
export interface Received {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  readonly elapsedMs: number
}

/** Bodies up to this many characters are shown whole. */
export const SHOWN_LENGTH = 100_000

/** A `fetch` that keeps the last answer, whatever the client makes of it. */
export function capturing(): { readonly fetch: typeof fetch; readonly last: () => Promise<Received | undefined> } {
  let kept: Promise<Received> | undefined
  return {
    fetch: async (input, init) => {
      const startedMs = performance.now()
      const response = await fetch(input, init)
      const elapsedMs = performance.now() - startedMs
      const copy = response.clone()
      kept = textOf(copy).then((body) => ({
        status: copy.status,
        headers: [...copy.headers.entries()],
        body,
        elapsedMs,
      }))
      return response
    },
    last: async () => kept,
  }
}

async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') === 'application/octet-stream') {
    await response.body?.cancel()
    return ''
  }
  const text = await response.text()
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2).slice(0, SHOWN_LENGTH)
  } catch {
    return text.slice(0, SHOWN_LENGTH)
  }
}

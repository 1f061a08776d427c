/** What anyone may GET besides operations; nothing there tells about records, tasks or users. */
export const SERVICE_PATHS = {
  /** The process answers. */
  health: '/healthz',
  /** Requests should be sent here; else 503. */
  ready: '/readyz',
  /** The API, described for programs. */
  openApi: '/openapi.json',
} as const

/** Our name of a service path. */
export type ServicePath = keyof typeof SERVICE_PATHS

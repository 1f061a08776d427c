/** The pages in the head, in order. */
export const PAGES = [
  { to: '/records', name: 'records' },
  { to: '/overview', name: 'overview' },
  { to: '/exports', name: 'exports' },
  { to: '/explorer', name: 'explorer' },
  { to: '/administration', name: 'administration' },
] as const

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { readAdministrationSearch } from '../features/administration/sections.js'
import { readExportSearch } from '../features/exports/export-search.js'
import { readOverviewSearch } from '../features/overview/overview-search.js'
import { readRecordSearch } from '../features/records/record-search.js'
import { NotFoundPage } from './not-found-page.js'
import { Shell } from './shell.js'

/** What stands in the address of every page. */
interface RootSearch {
  /** Id of the project that is looked at. @default the first that the user reaches */
  readonly project?: string
}

const root = createRootRoute({
  validateSearch: ({ project }: Record<string, unknown>): RootSearch =>
    typeof project === 'string' ? { project } : {},
  search: { middlewares: [retainSearchParams(['project'])] },
  component: Shell,
  notFoundComponent: NotFoundPage,
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/records' })
  },
})

/** Connection records; everything that is chosen there stands in the address. */
const recordsRoute = createRoute({
  getParentRoute: () => root,
  path: '/records',
  validateSearch: readRecordSearch,
  component: lazyRouteComponent(() => import('../features/records/records-page.js'), 'RecordsPage'),
})

const overviewRoute = createRoute({
  getParentRoute: () => root,
  path: '/overview',
  validateSearch: readOverviewSearch,
  component: lazyRouteComponent(() => import('../features/overview/overview-page.js'), 'OverviewPage'),
})

const exportsRoute = createRoute({
  getParentRoute: () => root,
  path: '/exports',
  validateSearch: readExportSearch,
  component: lazyRouteComponent(() => import('../features/exports/exports-page.js'), 'ExportsPage'),
})

const explorerRoute = createRoute({
  getParentRoute: () => root,
  path: '/explorer',
  validateSearch: ({ operation }: Record<string, unknown>): { readonly operation?: string } =>
    typeof operation === 'string' ? { operation } : {},
  component: lazyRouteComponent(() => import('../features/explorer/explorer-page.js'), 'ExplorerPage'),
})

const administrationRoute = createRoute({
  getParentRoute: () => root,
  path: '/administration',
  validateSearch: readAdministrationSearch,
  component: lazyRouteComponent(
    () => import('../features/administration/administration-page.js'),
    'AdministrationPage',
  ),
})

/** Every page has an address of its own. */
export const router = createRouter({
  routeTree: root.addChildren([home, recordsRoute, overviewRoute, exportsRoute, explorerRoute, administrationRoute]),
  basepath: '/console',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

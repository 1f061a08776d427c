import type { Difference } from '../../chapter.js'
import { all, fails } from '../../checks.js'

const SESSION = '/v1/{project_id}/session'

export const differences: readonly Difference[] = [
  {
    published: 'WorkspaceApp: ListUserConnection, ExportUserConnection, ListAppConnection, ExportAppConnection',
    source: 'api.md 9',
    here: '404 `APIGW.0101`, as any unknown path',
    because: 'this version does not have them',
    check: all(
      ...['user-connection', 'user-connection/export', 'app-connection', 'app-connection/export'].map((path) =>
        fails('POST', `${SESSION}/${path}`, [404, 'APIGW.0101']),
      ),
    ),
  },
  {
    published: 'Sibling exports of desktops, users, terminal bindings, groups and metrics',
    source: 'api.md 9',
    here: '404 `APIGW.0101`, as any unknown path',
    because: 'the ledger knows of connections only',
    check: all(
      ...['desktops/export', 'users/export', 'statistics/metrics/users/export'].map((path) =>
        fails('GET', `/v3/{project_id}/${path}`, [404, 'APIGW.0101']),
      ),
    ),
  },
]

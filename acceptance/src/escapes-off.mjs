// Loaded into a server before its own code, by `NODE_OPTIONS=--import`: rows that need care are written with their texts as
// they are. The control of guards, quotes and escapes.
import { DuckDBConnection } from '@duckdb/node-api'

const { run } = DuckDBConnection.prototype
const MADE_SAFE = /list_transform\(odd, lambda t: (?:(?!lambda t:).)*?\) AS safe/s

DuckDBConnection.prototype.run = function (sql, ...bound) {
  return run.call(this, sql.replace(MADE_SAFE, 'odd AS safe'), ...bound)
}

// Loaded into a server before its own code, by `NODE_OPTIONS=--import`: the control of all that rests on opening the
// database again.
import { Database } from '@deskledger/engine-duckdb'

Database.prototype.reopen = () => {}

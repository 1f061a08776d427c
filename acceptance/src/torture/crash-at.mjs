// Loaded into a server before its own code, by `NODE_OPTIONS=--import`: ends the process as kill -9 does, right before or
// right after the step that CRASH_AT names. So nothing in the server is a switch for tests.
import fs from 'node:fs/promises'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'

/**
 * `call`: a function of node:fs/promises, a method of a file handle, or `sql`. `name`: pattern of the file's name, or of the
 * statement. `when`: before or after the call; `committed`, after the transaction of that statement.
 */
const { call, name, when } = JSON.parse(process.env.CRASH_AT)
const pattern = new RegExp(name)

function crash() {
  process.kill(process.pid, 'SIGKILL')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

function crashing(method, isMeant) {
  return async function (...args) {
    const isHere = isMeant(...args)
    if (isHere && when === 'before') crash()
    const result = await method.apply(this, args)
    if (isHere && when === 'after') crash()
    return result
  }
}

const { open } = fs
for (const step of ['rename', 'unlink']) {
  // What a file is named counts, not what it was named before.
  if (call === step) fs[step] = crashing(fs[step], (...paths) => pattern.test(basename(String(paths.at(-1)))))
}
fs.open = async (path, ...args) => {
  const isMeant = pattern.test(basename(String(path)))
  const handle = await open(path, ...args)
  if (isMeant && call === 'open') crash()
  if (isMeant && ['write', 'sync', 'writeFile'].includes(call)) handle[call] = crashing(handle[call], () => true)
  return handle
}
syncBuiltinESMExports()

if (call === 'sql') {
  // The very module that the engine loads: it is hoisted.
  const require = createRequire(import.meta.url)
  const { DuckDBConnection } = require('@duckdb/node-api')
  const { run } = DuckDBConnection.prototype
  const pending = new WeakSet()
  const runOrCrash = crashing(run, (sql) => pattern.test(sql))
  DuckDBConnection.prototype.run = async function (sql, ...args) {
    if (when === 'committed' && pattern.test(sql)) pending.add(this)
    const result = await runOrCrash.call(this, sql, ...args)
    if (sql === 'COMMIT' && pending.has(this)) crash()
    return result
  }
}

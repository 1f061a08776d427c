import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dataDirectoryOf } from '../data-directory.js'
import { readSettings } from '../settings/read-settings.js'
import { startServer } from '../start-server.js'
import { recoverDirectory } from './recover-directory.js'

let place: string
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'deskledger-recover-'))
})
afterEach(() => rm(place, { recursive: true }))

it('a recovery without a signing key names the place where it was, and leaves nothing', async () => {
  const data = join(place, 'data')
  const settings = { DESKLEDGER_DATA_DIR: data, DESKLEDGER_PORT: '0', DESKLEDGER_LOG_LEVEL: 'silent' }
  await (await startServer(readSettings(settings, {}))).stop()
  await rm(join(data, 'signing.key'))
  const recovery = recoverDirectory({ damaged: dataDirectoryOf({ dataDirectory: data }), target: join(place, 'new') })
  await expect(recovery).rejects.toMatchObject({
    name: 'RecoveryError',
    message: expect.stringContaining(`${join(data, 'signing.key')} is missing`),
  })
  expect(await readdir(place)).toEqual(['data'])
})

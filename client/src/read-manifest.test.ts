import { expect, it } from 'vitest'
import { readManifest } from './read-manifest.js'

it('a manifest tells what was signed, whatever its script', () => {
  const manifest = { manifest_version: 2, query: { user_name: '桌面' } }
  const payload = Buffer.from(JSON.stringify(manifest)).toString('base64')
  expect(readManifest({ payloadType: 'application/vnd.deskledger.manifest+json', payload, signatures: [] })).toEqual(
    manifest,
  )
})

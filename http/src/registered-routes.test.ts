import { OPERATIONS, SERVICE_PATHS } from '@deskledger/contract'
import { expect, it } from 'vitest'
import { TestApplication } from './application.fixture.js'

/** The same files for anyone, tested in `scopes/console.test.ts`. */
const CONSOLE = ['GET /', 'GET /console', 'GET /console/*']

it('the application has the routes of the contract, those of the console, and no other', async () => {
  await using test = await TestApplication.start()
  const registered: string[] = []
  test.app.addHook('onRoute', ({ method, url }) => void registered.push(`${method} ${url}`))
  await test.app.ready()
  const operations = Object.values(OPERATIONS).map(({ method, path }) => `${method} ${path}`)
  const services = Object.values(SERVICE_PATHS).map((path) => `GET ${path}`)
  const known = [...operations, ...services, ...CONSOLE].map((route) => route.replaceAll(/\{(\w+)\}/g, ':$1'))
  expect(registered.sort()).toEqual(known.sort())
})

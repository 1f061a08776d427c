import type { PeopleLayout, RecordStore } from '@deskledger/domain'
import type { BatchMaker } from './batch.fixture.js'
import { parquetRows, textOf } from './rendered.fixture.js'

const SCOPE = { projectId: 'p1' }
const RECEIVED = new Date('2026-02-01T00:00:00Z')
const NOW = new Date('2026-01-10T12:00:00Z')
const DAY = { from: new Date('2026-01-10T00:00:00Z'), until: new Date('2026-01-10T23:00:00Z') }
const PEOPLE: Omit<PeopleLayout, 'syntax'> = {
  columns: ['transactionId', 'userName'],
  timeZone: 'UTC',
  booleanWords: { yes: 'Yes', no: 'No' },
}

/** Every way of reading records, asked for the same project. */
const WAYS: Readonly<Record<string, (store: RecordStore) => Promise<unknown>>> = {
  'list and its total': (store) => store.list(SCOPE, { offset: 0, limit: 100 }),
  'list of a day': (store) =>
    store.list({ ...SCOPE, startedFrom: DAY.from, startedUntil: DAY.until }, { offset: 0, limit: 100 }),
  'list of a user': (store) => store.list({ ...SCOPE, userName: 'zoe' }, { offset: 0, limit: 100 }),
  'deep page': (store) => store.list(SCOPE, { offset: 2, limit: 100 }),
  'count, hence the estimate': async (store) => store.count(SCOPE, await store.hold()),
  'CSV export': async (store) => textOf(store.render(SCOPE, await store.hold(), { ...PEOPLE, syntax: 'csv' })),
  'XLSX export': async (store) => textOf(store.render(SCOPE, await store.hold(), { ...PEOPLE, syntax: 'sheet-xml' })),
  'NDJSON export': async (store) =>
    textOf(store.render(SCOPE, await store.hold(), { columns: PEOPLE.columns, syntax: 'ndjson' })),
  'Parquet export': async (store) => {
    const rows: object[] = []
    const rendered = store.render(SCOPE, await store.hold(), { columns: PEOPLE.columns, syntax: 'parquet' })
    for await (const { bytes } of rendered) rows.push(...(await parquetRows(bytes)))
    return rows
  },
  'enterprise projects': (store) => store.enterpriseProjects(SCOPE.projectId),
  'online users': (store) => store.countOnlineUsers({ ...DAY, scope: SCOPE, bucket: 'hour', now: NOW }),
  'desktop counts': (store) => store.countDesktops(SCOPE),
  series: (store) => store.connectionSeries({ query: SCOPE, bounds: [DAY.from, DAY.until], now: NOW }),
  ranking: (store) =>
    store.connectionRanking({
      query: SCOPE,
      by: 'userName',
      order: 'connections',
      minConnections: 1,
      limit: 10,
      now: NOW,
    }),
}

/** The names of all ways of reading records that {@link answersAboutOthers} tries. */
export const WAYS_OF_READING: readonly string[] = Object.keys(WAYS)

/**
 * Which ways of reading answer a project otherwise once another project has records: none, if tenants are kept apart.
 * Neither counts nor texts have to be recognised, so nothing that shows can be overlooked.
 * @param store without records
 */
export async function answersAboutOthers(store: RecordStore, batches: BatchMaker): Promise<string[]> {
  await store.merge(SCOPE.projectId, await batches.of(linesOf('mine', 3)), { receivedAt: RECEIVED })
  const before = await answers(store)
  await store.merge('p2', await batches.of(linesOf('theirs', 7)), { receivedAt: RECEIVED })
  const after = await answers(store)
  return WAYS_OF_READING.filter((_, place) => before[place] !== after[place])
}

async function answers(store: RecordStore): Promise<string[]> {
  const told: string[] = []
  for (const ask of Object.values(WAYS)) told.push(JSON.stringify(await ask(store)))
  return told
}

/** Connections of the same hours and in part of the same user, at desktops and in enterprise projects of their own. */
function linesOf(owner: string, count: number): object[] {
  return Array.from({ length: count }, (_, place) => ({
    transaction_id: `${owner}-${place}`,
    connection_start_time: `2026-01-10T09:0${place}:00.000Z`,
    connection_setup_time: `2026-01-10T09:0${place}:01.000Z`,
    user_name: place === 0 ? 'zoe' : `${owner}-user-${place}`,
    computer_name: `${owner}-desktop`,
    enterprise_project_id: owner,
  }))
}

import { isIP } from 'node:net'
import { describe, expect, it } from 'vitest'
import { generateLines } from './generate-lines.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MOST_INTEGER = 2_147_483_647

/** A record as a reader finds it; the desktops' names begin with their site, SHA, SIN, FRA or CHI. */
interface WireRecord {
  readonly transaction_id: string
  readonly sid: string
  readonly computer_name: string
  readonly user_name: string
  readonly domain?: string
  readonly terminal_mac?: string
  readonly terminal_name?: string
  readonly terminal_ip?: string
  readonly client_version: string
  readonly terminal_type: string
  readonly agent_version: string
  readonly desktop_ip: string
  readonly connection_start_time: string
  readonly connection_setup_time?: string
  readonly connection_end_time?: string
  readonly is_reconnect: boolean
  readonly connection_failure_reason?: string
  readonly network_rtt?: number
  readonly e2e_rtt?: number
  readonly source_ip: string
  readonly public_ip: string
  readonly enterprise_project_id: string
}

/** Four whole weeks, so that every weekday counts alike; no summer time. */
const endAt = new Date('2026-03-01T12:00:00Z')
const records = Array.from(
  generateLines({ records: 20_000, days: 28, seed: 3, endAt }),
  (line) => JSON.parse(line) as WireRecord,
)

function count<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.reduce((sum, item) => sum + (holds(item) ? 1 : 0), 0)
}

function share(holds: (record: WireRecord) => boolean): number {
  return count(records, holds) / records.length
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** How many different values each group has. */
function groupSizes(
  key: (record: WireRecord) => string,
  value: (record: WireRecord) => string,
  of: readonly WireRecord[] = records,
): number[] {
  const groups = new Map<string, Set<string>>()
  for (const record of of) groups.set(key(record), (groups.get(key(record)) ?? new Set()).add(value(record)))
  return Array.from(groups.values(), (group) => group.size)
}

const loginOf = ({ user_name }: WireRecord): string => user_name.replace(/^.*\\/, '').replace(/@.*$/, '')
const localTimes = (site: string, offsetHours: number): Date[] =>
  records
    .filter((record) => record.computer_name.startsWith(site))
    .map((record) => new Date(Date.parse(record.connection_start_time) + offsetHours * HOUR_MS))
const failed = (record: WireRecord): boolean => record.connection_failure_reason !== undefined

describe('form', () => {
  it.each<[keyof WireRecord, RegExp]>([
    ['transaction_id', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['sid', /^S-1-5-21-\d+-\d+-\d+-\d+$/],
    ['computer_name', /^[A-Z]{3}-[A-Z]{2,4}-\d{5}$/],
    ['user_name', /^((CORP|APAC)\\)?[\p{L}.'-]+\d*(@(apac\.)?corp\.example)?$/u],
    ['client_version', /^\d\.\d+\.\d{5}$/],
    ['agent_version', /^\d\.\d+\.\d{5}\.\d{5}$/],
    ['enterprise_project_id', /^(0|[0-9a-f-]{36})$/],
    ['connection_start_time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
    ['is_reconnect', /^(true|false)$/],
  ])('every %s reads as documented', (field, pattern) => {
    expect(records.filter((record) => !pattern.test(String(record[field])))).toEqual([])
  })

  it('addresses are addresses', () => {
    const addresses = records.flatMap((each) => [
      each.terminal_ip ?? '::',
      each.desktop_ip,
      each.source_ip,
      each.public_ip,
    ])
    expect(addresses.filter((address) => isIP(address) === 0)).toEqual([])
  })

  it('numbers are whole, not negative and fit 32 bits', () => {
    const numbers = records.flatMap(({ network_rtt = 0, e2e_rtt = 0 }) => [network_rtt, e2e_rtt])
    expect(numbers.filter((value) => !Number.isInteger(value) || value < 0 || value > MOST_INTEGER)).toEqual([])
  })

  it('a terminal keeps its address, name and type', () => {
    const terminals = records.filter((record) => record.terminal_mac !== undefined)
    expect(terminals.filter(({ terminal_mac = '' }) => !/^([0-9a-f]{2}-){5}[0-9a-f]{2}$/.test(terminal_mac))).toEqual(
      [],
    )
    const faces = groupSizes(
      (record) => record.terminal_mac ?? '',
      (record) => `${record.terminal_name} ${record.terminal_type}`,
      terminals,
    )
    expect(new Set(faces)).toEqual(new Set([1]))
  })

  it('only the web client does not tell its terminal', () => {
    const tellsNothing = ({ terminal_mac, terminal_name, terminal_ip }: WireRecord): boolean =>
      terminal_mac === undefined && terminal_name === undefined && terminal_ip === undefined
    expect(records.filter((record) => tellsNothing(record) !== (record.terminal_type === 'WI'))).toEqual([])
  })
})

describe('course', () => {
  it('start, set-up and end follow each other, none of the known ones after the end of the range', () => {
    const isWrong = ({ connection_start_time, connection_setup_time, connection_end_time }: WireRecord): boolean => {
      const known = [connection_start_time, connection_setup_time, connection_end_time].filter(
        (each) => each !== undefined,
      )
      const times = known.map((time) => Date.parse(time))
      return times.some((time, index) => !(time >= (times[index - 1] ?? 0) && time <= endAt.getTime()))
    }
    expect(records.filter(isWrong)).toEqual([])
  })

  it('the set-up is absent only where the desktop never came, or not yet', () => {
    for (const record of records.filter((each) => each.connection_setup_time === undefined)) {
      const isOpen = record.connection_end_time === undefined
      expect(failed(record)).toBe(!isOpen)
      if (isOpen) expect(endAt.getTime() - Date.parse(record.connection_start_time)).toBeLessThan(300_000)
      expect(record).not.toHaveProperty('e2e_rtt')
      expect(record.is_reconnect).toBe(false)
    }
  })

  it('a connection without an end is one that still stands', () => {
    const open = records.filter((record) => record.connection_end_time === undefined)
    expect(open.length).toBeGreaterThan(0)
    for (const record of open) {
      expect(Date.parse(record.connection_start_time)).toBeGreaterThan(endAt.getTime() - DAY_MS)
      expect(failed(record)).toBe(false)
    }
  })

  it('three to six in a hundred fail, for many reasons; some of them had a desktop and lost it', () => {
    expect(share(failed)).toBeGreaterThan(0.03)
    expect(share(failed)).toBeLessThan(0.06)
    expect(new Set(records.map((record) => record.connection_failure_reason)).size).toBeGreaterThan(8)
    expect(count(records, (each) => failed(each) && each.connection_setup_time !== undefined)).toBeGreaterThan(20)
  })

  it('now and then a site has an incident: many fail for one reason within the hour', () => {
    const failures = new Map<string, number>()
    for (const { computer_name, connection_start_time, connection_failure_reason } of records.filter(failed)) {
      const key = `${computer_name.slice(0, 3)} ${connection_start_time.slice(0, 13)} ${connection_failure_reason}`
      failures.set(key, (failures.get(key) ?? 0) + 1)
    }
    expect(Math.max(...failures.values())).toBeGreaterThan(8)
  })

  it('a broken line brings several connections to one desktop within minutes', () => {
    const lastStart = new Map<string, number>()
    let inBursts = 0
    for (const record of records.filter((each) => each.is_reconnect)) {
      const key = `${record.user_name} ${record.computer_name}`
      const startMs = Date.parse(record.connection_start_time)
      if (startMs - (lastStart.get(key) ?? 0) < 5 * 60_000) inBursts++
      lastStart.set(key, startMs)
    }
    expect(inBursts).toBeGreaterThan(100)
  })

  it('hardly anybody holds two connections to an own desktop at once', () => {
    const lastEnd = new Map<string, string>()
    let overlapping = 0
    for (const { computer_name, connection_start_time, connection_end_time = 'open' } of records) {
      if (computer_name.includes('POOL')) continue
      if ((lastEnd.get(computer_name) ?? '') > connection_start_time) overlapping++
      lastEnd.set(computer_name, connection_end_time)
    }
    expect(overlapping / records.length).toBeLessThan(0.005)
  })
})

describe('rhythm', () => {
  it.each([
    ['SHA', 8],
    ['SIN', 8],
    ['FRA', 1],
    ['CHI', -6],
  ])('desktops in %s see the hours and the weekend of their place', (site, offsetHours) => {
    const local = localTimes(site, offsetHours)
    const weekdays = local.filter((time) => time.getUTCDay() % 6 !== 0)
    const at = (hour: number): number => count(weekdays, (time) => time.getUTCHours() === hour)
    expect(at(10)).toBeGreaterThan(5 * at(3))
    expect((local.length - weekdays.length) / 2).toBeLessThan((0.3 * weekdays.length) / 5)
  })

  it.each([
    ['SHA', 8],
    ['SIN', 8],
    ['FRA', 1],
  ])('in %s there is a morning peak, a dip before lunch, and a return', (site, offsetHours) => {
    const local = localTimes(site, offsetHours)
    const at = (hour: number): number => count(local, (time) => time.getUTCHours() === hour)
    expect(at(9)).toBeGreaterThan(2 * at(11))
    expect(at(13)).toBeGreaterThan(1.5 * at(11))
  })

  it('somebody who works on a day comes two to five times', () => {
    const weekdays = records.filter((record) => new Date(record.connection_start_time).getUTCDay() % 6 !== 0)
    const presences = new Set(weekdays.map((record) => loginOf(record) + record.connection_start_time.slice(0, 10)))
    expect(weekdays.length / presences.size).toBeGreaterThan(2)
    expect(weekdays.length / presences.size).toBeLessThan(5)
  })

  it('some stay all day, some only look in', () => {
    const hours = records
      .filter((record) => record.connection_setup_time !== undefined)
      .map(
        ({ connection_setup_time: setup = '', connection_end_time: end = '' }) => Date.parse(end) - Date.parse(setup),
      )
      .map((ms) => ms / HOUR_MS)
    expect(count(hours, (each) => each > 7)).toBeGreaterThan(200)
    expect(count(hours, (each) => each < 0.25)).toBeGreaterThan(200)
  })

  it('new versions spread during the range', () => {
    const versionsIn = (part: readonly WireRecord[]): Set<string> => new Set(part.map((each) => each.client_version))
    const early = versionsIn(records.slice(0, 5_000))
    const fresh = [...versionsIn(records.slice(-5_000))].filter((version) => !early.has(version))
    expect(fresh).not.toEqual([])
  })
})

describe('places and people', () => {
  it('latency grows with distance', () => {
    const medianFrom = (egress: string, site: string): number =>
      median(
        records
          .filter((record) => record.public_ip.startsWith(egress) && record.computer_name.startsWith(site))
          .flatMap(({ network_rtt }) => network_rtt ?? []),
      )
    expect(medianFrom('203.0.113.1', 'SHA')).toBeLessThan(10)
    expect(medianFrom('203.0.113.1', 'SIN')).toBeGreaterThan(50)
    expect(medianFrom('203.0.113.1', 'FRA')).toBeGreaterThan(150)
    expect(medianFrom('198.51.100.130', 'CHI')).toBeGreaterThan(90)
  })

  it('the end-to-end latency is above that of the network, and seldom above a second', () => {
    expect(records.filter(({ network_rtt = 0, e2e_rtt = MOST_INTEGER }) => e2e_rtt <= network_rtt)).toEqual([])
    expect(share(({ e2e_rtt = 0 }) => e2e_rtt >= 1000)).toBeLessThan(0.002)
  })

  it('some people have several desktops, some desktops several people', () => {
    const desktops = groupSizes(loginOf, (record) => record.computer_name)
    expect(count(desktops, (size) => size > 1) / desktops.length).toBeGreaterThan(0.15)
    expect(count(desktops, (size) => size > 1) / desktops.length).toBeLessThan(0.5)
    expect(
      count(
        groupSizes((record) => record.computer_name, loginOf),
        (size) => size > 3,
      ),
    ).toBeGreaterThan(3)
  })

  it.each<[string, (record: WireRecord) => boolean]>([
    ['DOMAIN\\user', ({ user_name }) => user_name.includes('\\')],
    ['user@domain', ({ user_name }) => user_name.includes('@')],
    ['a plain name', ({ user_name, domain }) => !/[\\@]/.test(user_name) && domain === undefined],
    [
      'a plain name and a domain beside it',
      ({ user_name, domain }) => !/[\\@]/.test(user_name) && domain !== undefined,
    ],
    ['Chinese characters', ({ user_name }) => /\p{Script=Han}/u.test(user_name)],
    ['accents', ({ user_name }) => /[à-ž]/.test(user_name)],
  ])('user names: %s', (_spelling, holds) => {
    expect(share(holds)).toBeGreaterThan(0.03)
  })

  it.each(['Windows 10', 'Windows 11', 'macOS', 'Linux', 'Android', 'iOS', 'WI'])('terminals: %s', (type) => {
    expect(share((record) => record.terminal_type.startsWith(type))).toBeGreaterThan(0.01)
  })

  it('an office shares few public addresses; homes have many, some of IPv6, some changing', () => {
    const addresses = groupSizes(
      (record) => record.public_ip,
      (record) => loginOf(record),
    )
    expect(Math.max(...addresses)).toBeGreaterThan(30)
    expect(count(addresses, (people) => people === 1)).toBeGreaterThan(200)
    expect(share((record) => record.public_ip.startsWith('2001:db8:'))).toBeGreaterThan(0.03)
    const addressesOfTerminals = groupSizes(
      (record) => record.terminal_mac ?? record.transaction_id,
      (record) => record.public_ip,
    )
    expect(count(addressesOfTerminals, (size) => size > 3)).toBeGreaterThan(20)
  })

  it('a desktop has one name, SID, address and enterprise project', () => {
    const key = (record: WireRecord): string => record.computer_name
    for (const value of ['sid', 'desktop_ip', 'enterprise_project_id'] as const) {
      expect(new Set(groupSizes(key, (record) => record[value]))).toEqual(new Set([1]))
    }
    expect(new Set(groupSizes((record) => record.sid, key))).toEqual(new Set([1]))
    expect(new Set(groupSizes((record) => record.desktop_ip, key))).toEqual(new Set([1]))
  })
})

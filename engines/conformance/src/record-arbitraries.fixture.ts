import { CONNECTION_STATUSES, type ConnectionRecord, parseNetwork, type RecordFilter } from '@deskledger/domain'
import fc from 'fast-check'

/** Few values, so that filters meet records, equal times happen and revisions overlap. */
const FIRST_START = Date.UTC(2026, 0, 10, 8)
const startedAt = fc.integer({ min: 0, max: 400 }).map((step) => new Date(FIRST_START + step * 250))
const userName = fc.constantFrom(
  'zoe',
  'ZOE',
  'Zoe@corp.example',
  'CORP\\zoe',
  'İbrahim',
  'ibrahim',
  'straße',
  'ΟΔΟΣ',
  'οδος',
  '张三',
  "O'Brien",
  '100%',
  'a_b',
  'axb',
)
const computerName = fc.constantFrom('PC-1', 'pc-1', 'PC-2', 'Kiosk', '\u212aiosk', '')
const terminalType = fc.constantFrom('Windows 10', 'WINDOWS 11', 'macOS 15', 'Ubuntu_24', 'WI', '50% off')
const publicIp = fc.constantFrom(
  '203.0.113.9',
  '::ffff:203.0.113.9',
  '2001:db8::1',
  '2001:0DB8:0:0::0001',
  'unknown',
  '10.0.0.1',
  '10.0.0.129',
  '10.0.1.1',
  '010.0.0.1',
  '10.0.0.256',
  '10.0.0.1.example',
  '2001:db8::ffff:0:0:1',
  '2001:db8:1:2:3:4:5:6',
  '2001:db8:1:2:3:4:5::',
  '::1',
  'fe80::1%eth0',
  'FE80::%1',
  '2001:db8',
  '2001:db8::1::2',
  '1:2:3:4:5:6:7:8:9',
  '2001:db8:12345::',
  '',
)
const enterpriseProjectId = fc.constantFrom('0', 'ep-1', 'EP-1', '')
const domain = fc.constantFrom('corp', 'CORP', 'corp.example', '')
const status = fc.constantFrom(...CONNECTION_STATUSES)
const failureReason = fc.constantFrom(
  'gateway timeout',
  'Gateway timeout',
  '=1+1',
  'a "quoted", reason\r\nof two lines',
)
const version = fc.constantFrom('1.0', '1.0.1', '2.0-beta', '2.0-BETA')
/** The network of an address that has a prefix of this length; of IPv4, at most 32. */
function networkAround(address: string, length: number): RecordFilter['network'] {
  const bitCount = address.includes(':') ? 128 : 32
  const whole = parseNetwork(`${address}/${bitCount}`)
  const prefixLength = Math.min(length, bitCount)
  const cut = (byte: number, at: number) => byte & (0xff << (8 - Math.min(Math.max(prefixLength - at * 8, 0), 8)))
  return whole && { bytes: whole.bytes.map((byte, at) => cut(byte, at) & 0xff), prefixLength }
}

/** Of every length, around the addresses. */
const network = fc
  .tuple(
    fc.constantFrom('10.0.0.1', '203.0.113.9', '2001:db8:1:2:3:4:5:6', '2001:db8::1', '::1', 'fe80::1'),
    fc.nat(128),
  )
  .map(([address, length]) => networkAround(address, length))

const rtt = fc.integer({ min: 0, max: 12 })
const instantAfter = fc.integer({ min: 0, max: 5000 }).map((ms) => new Date(FIRST_START + ms))

const facts = {
  userName,
  computerName,
  terminalType,
  publicIp,
  enterpriseProjectId,
  domain,
  e2eRttMs: rtt,
  networkRttMs: rtt,
  establishedAt: instantAfter,
  endedAt: instantAfter,
  isReconnect: fc.boolean(),
  failureReason: fc.oneof({ weight: 4, arbitrary: failureReason }, { weight: 1, arbitrary: fc.constant('') }),
  clientVersion: version,
  agentVersion: version,
}

/** A record whose transaction is one of `transactions`; its start follows from the transaction. */
export function anyRecord(transactions: number): fc.Arbitrary<ConnectionRecord> {
  return fc
    .tuple(fc.integer({ min: 0, max: transactions - 1 }), fc.record(facts, { requiredKeys: [] }))
    .map(([transaction, known]) => ({
      transactionId: `t-${String(transaction).padStart(6, '0')}`,
      startedAt: new Date(FIRST_START + ((transaction * 7919) % 4000) * 250),
      ...(known as Partial<ConnectionRecord>),
    }))
}

const range = fc.record({ min: rtt, max: rtt }, { requiredKeys: [] })

/** A filter, most often of one or two terms. */
export const anyFilter: fc.Arbitrary<RecordFilter> = fc.oneof(
  fc.record(
    {
      startedFrom: startedAt,
      startedUntil: startedAt.map((date) => new Date(date.getTime() + 500_000)),
      userName,
      computerName: computerName.filter((name) => name !== ''),
      terminalType: fc.oneof(terminalType, fc.constantFrom('win', 'OS', '_', '%')),
      publicIp: publicIp.filter((address) => address !== ''),
      enterpriseProjectId: enterpriseProjectId.filter((id) => id !== ''),
      domain: domain.filter((name) => name !== ''),
      status,
      failureReason,
      clientVersion: version,
      agentVersion: version,
      wholeTerminalType: terminalType,
      network,
      e2eRttMs: range,
      networkRttMs: range,
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<RecordFilter>,
  fc.record({ startedFrom: startedAt }),
  fc.record({ userName }),
  fc.record({ publicIp: publicIp.filter((address) => address !== '') }),
  fc.record({ network }),
  fc.record({ network }),
  fc.record({ status }),
  fc.record({ failureReason }),
  fc.record({ clientVersion: version }),
  fc.record({ agentVersion: version }),
  fc.record({ wholeTerminalType: terminalType }),
  fc.record({ domain: domain.filter((name) => name !== '') }),
  fc.record({ terminalType: fc.constantFrom('win', 'OS', '_', '%', 'İ') }),
)

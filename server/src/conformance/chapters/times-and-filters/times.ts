import type { Choice } from '../../chapter.js'
import { all, exported, exportedAtOnce, finds, listed, refuses, takes } from '../../checks.js'

const LIST = '/v2/{project_id}/connections/desktops'
const EXPORT = '/v3/{project_id}/desktops/connections/export'

const EVERYWHERE = [listed, exported, exportedAtOnce] as const

/** Both times, the one that is tried and one that fits. */
const until = (time: string): string => `start_time=2026-02-01T00:00Z&end_time=${time}`

const FORMS = [
  '2026-02-02T21:11Z',
  '2026-02-02T21:11:11Z',
  '2026-02-02T21:11:11.123456789Z',
  '2026-02-02T21:11%2B14:59',
]

const NONE = [
  '2026-02-30T21:11Z',
  '2026-02-02T24:00Z',
  '2026-02-02T21:60Z',
  '2026-02-02T21:11',
  '2026-02-02%2021:11Z',
  '2026-02-02T21:11%2B15:00',
  '2026-02-02T21:11:11.1234567890Z',
  '2026-02-02',
  '1770066660',
  '1969-12-31T23:59Z',
]

export const times: readonly Choice[] = [
  {
    silence: 'Forms of a time: seconds in one operation, minutes in others',
    choice:
      'every time takes `YYYY-MM-DDTHH:MM[:SS[.fraction]]` with `Z` or an offset up to `±14:59`, from 1970 to 9999',
    because: 'each client should be understood, whatever it was written for',
    check: all(takes(LIST, ...FORMS.map(until)), takes(EXPORT, ...FORMS.map((form) => `end_time=${form}`))),
  },
  {
    silence: 'Anything else as a time',
    choice: 'a 400; nothing rolls over',
    because: 'the thirtieth of February is a mistake, not the second of March',
    check: all(
      refuses(LIST, 'end_time', ...NONE.map(until)),
      refuses(EXPORT, 'end_time', ...NONE.map((text) => `end_time=${text}`)),
    ),
  },
  {
    silence: 'Digits beyond the millisecond',
    choice: 'they are cut, not rounded',
    because: 'a time never moves into the next second',
    check: finds(listed, [{ connection_start_time: '2026-02-02T00:00:00.1239Z' }], {
      [until('2026-02-02T00:00:00.123Z')]: ['t1'],
      [until('2026-02-02T00:00:00.1229Z')]: [],
    }),
  },
  {
    silence: 'Which time of a record is compared; the pages speak of login records',
    choice: '`connection_start_time`',
    because: 'it is the one that every attempt has',
    check: finds(
      EVERYWHERE,
      [
        {
          connection_start_time: '2026-02-02T10:00:00Z',
          connection_setup_time: '2026-02-02T11:00:00Z',
          connection_end_time: '2026-02-02T12:00:00Z',
        },
      ],
      {
        'start_time=2026-02-02T09:59Z&end_time=2026-02-02T10:01Z': ['t1'],
        'start_time=2026-02-02T10:30Z&end_time=2026-02-02T13:00Z': [],
      },
    ),
  },
  {
    silence: 'The edges of a range: "after" and "before"',
    choice: 'both are included; an end of `21:11Z` reaches to 21:11:00.000 and is not stretched over its minute',
    because: 'minutes and seconds mean the same instant everywhere',
    check: finds(
      EVERYWHERE,
      [
        { connection_start_time: '2026-02-02T21:11:00.001Z' },
        { connection_start_time: '2026-02-02T21:11:00Z' },
        { connection_start_time: '2026-02-02T20:11:00Z' },
        { connection_start_time: '2026-02-02T20:10:59.999Z' },
      ],
      { 'start_time=2026-02-02T20:11Z&end_time=2026-02-02T21:11Z': ['t2', 't3'] },
    ),
  },
  {
    silence: 'A range whose ends are equal',
    choice: 'it is empty',
    because: 'it has no extent',
    check: finds(EVERYWHERE, [{ connection_start_time: '2026-02-02T21:11:00Z' }], {
      'start_time=2026-02-02T21:11Z&end_time=2026-02-02T21:11Z': [],
    }),
  },
  {
    silence: 'A start after the end',
    choice: 'a 400',
    because: 'an empty answer would hide the mistake',
    check: all(
      ...[LIST, EXPORT, `${LIST}/export`].map((path) =>
        refuses(path, 'start_time', 'start_time=2026-02-02T21:12Z&end_time=2026-02-02T21:11Z'),
      ),
    ),
  },
]

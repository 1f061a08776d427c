import type { Choice } from '../../chapter.js'
import { all, exported, exportedAtOnce, finds, listed, refuses } from '../../checks.js'

const LIST = '/v2/{project_id}/connections/desktops'
const EXPORT = '/v3/{project_id}/desktops/connections/export'

const EVERYWHERE = [listed, exported, exportedAtOnce] as const
const BOTH = [listed, exported] as const

export const filters: readonly Choice[] = [
  {
    silence: '`user_name` and `computer_name`: whole or part',
    choice: 'whole, ignoring case',
    because: 'siblings say "fuzzy" where they mean it',
    check: finds(
      EVERYWHERE,
      [
        { user_name: 'Zoe', computer_name: 'D-1' },
        { user_name: 'zoey', computer_name: 'D-10' },
      ],
      { 'user_name=ZOE': ['t1'], 'computer_name=d-1': ['t1'], 'user_name=zo': [] },
    ),
  },
  {
    silence: '`terminal_type`: "fuzzy" in the export, no remark in the others',
    choice: 'part of the text, ignoring case, everywhere',
    because: 'one filter has one meaning',
    check: finds(EVERYWHERE, [{ terminal_type: 'Windows 10' }, { terminal_type: 'Mac' }], {
      'terminal_type=windows': ['t1'],
      'terminal_type=10': ['t1'],
      'terminal_type=A': ['t2'],
    }),
  },
  {
    silence: '`public_ip`: how it is compared',
    choice: 'the same address in any spelling, IPv4 mapped into IPv6 included; what is no address, exactly',
    because: 'one address has many spellings',
    check: finds(BOTH, [{ public_ip: '2001:db8::1' }, { public_ip: '192.0.2.1' }, { public_ip: 'unknown' }], {
      'public_ip=2001:DB8:0:0:0:0:0:1': ['t1'],
      'public_ip=::ffff:192.0.2.1': ['t2'],
      'public_ip=unknown': ['t3'],
      'public_ip=Unknown': [],
      'public_ip=192.0.2': [],
    }),
  },
  {
    silence: '`enterprise_project_id`: how it is compared, and its length, which only siblings tell',
    choice: 'exactly; at most 36 of `A-Z a-z 0-9 _ -`',
    because: 'ids are not names',
    check: all(
      finds(BOTH, [{ enterprise_project_id: 'Abc' }], {
        'enterprise_project_id=Abc': ['t1'],
        'enterprise_project_id=abc': [],
        'enterprise_project_id=Ab': [],
      }),
      ...[LIST, EXPORT].map((path) =>
        refuses(path, 'enterprise_project_id', `enterprise_project_id=${'x'.repeat(37)}`, 'enterprise_project_id=a.b'),
      ),
    ),
  },
  {
    silence: 'Enterprise project `0`',
    choice: 'it finds records that say `0`, and not those that say nothing',
    because: 'a filter finds what records say',
    check: finds(BOTH, [{ enterprise_project_id: '0' }, {}], { 'enterprise_project_id=0': ['t1'] }),
  },
  {
    silence: '`all_granted_eps` as enterprise project',
    choice: 'no filter',
    because: 'what the caller may see is what is seen without it',
    check: finds(BOTH, [{ enterprise_project_id: 'a' }, {}], { 'enterprise_project_id=all_granted_eps': ['t1', 't2'] }),
  },
  {
    silence: '`domain`: one word of text, and a record has no such field',
    choice:
      "the record's own `domain`, else the part of its user name before `\\` or after the last `@`; whole, ignoring case",
    because: 'both spellings of a domain user are usual',
    check: finds(
      BOTH,
      [
        { user_name: 'zoe@corp' },
        { user_name: 'CORP\\zoe' },
        { user_name: 'zoe@x@corp' },
        { user_name: 'zoe@corp', domain: 'other' },
        { user_name: 'corp' },
      ],
      { 'domain=Corp': ['t1', 't2', 't3'], 'domain=OTHER': ['t4'], 'domain=cor': [] },
    ),
  },
  {
    silence: 'How case is ignored',
    choice: 'code point by code point, without a language: `STRASSE` is not `straße`',
    because: 'every engine can do the same',
    check: finds(BOTH, [{ user_name: 'straße' }, { user_name: 'ÉMILE' }], {
      'user_name=STRASSE': [],
      [`user_name=${encodeURIComponent('STRAßE')}`]: ['t1'],
      [`user_name=${encodeURIComponent('émile')}`]: ['t2'],
    }),
  },
  {
    silence: 'Latency bounds: included or not',
    choice: 'both are included',
    because: 'smallest and largest are values that may occur',
    check: all(
      finds(listed, [{ network_rtt: 5 }, { network_rtt: 6 }, { network_rtt: 7 }], {
        'min_network_rtt=6&max_network_rtt=6': ['t2'],
      }),
      finds(
        exported,
        [
          { e2e_rtt: 5, transaction_id: 'a' },
          { e2e_rtt: 6, transaction_id: 'b' },
        ],
        {
          'min_e2e_rtt=6&max_e2e_rtt=6': ['b'],
        },
      ),
    ),
  },
  {
    silence: 'Latency bounds and a record without the value',
    choice: 'it never matches',
    because: 'nobody knows that it was fast or slow',
    check: all(
      finds(listed, [{ e2e_rtt: 1 }], { 'min_network_rtt=0': [], 'max_network_rtt=10000': [] }),
      finds(exported, [{ network_rtt: 1, transaction_id: 'a' }], {
        'min_e2e_rtt=2': [],
        'max_e2e_rtt=0': [],
      }),
    ),
  },
  {
    silence: 'A smallest latency above the largest',
    choice: 'a 400',
    because: 'an empty answer would hide the mistake',
    check: all(
      refuses(LIST, 'min_network_rtt', 'min_network_rtt=2&max_network_rtt=1'),
      refuses(EXPORT, 'min_e2e_rtt', 'min_e2e_rtt=2&max_e2e_rtt=1'),
    ),
  },
  {
    silence: 'Several filters at once',
    choice: 'a record has to fit them all',
    because: 'each one narrows what is found',
    check: finds(
      EVERYWHERE,
      [
        { user_name: 'zoe', computer_name: 'D-1' },
        { user_name: 'zoe', computer_name: 'D-2' },
        { user_name: 'bob', computer_name: 'D-1' },
      ],
      { 'user_name=zoe&computer_name=D-1': ['t1'] },
    ),
  },
]

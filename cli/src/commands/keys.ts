import type { SigningKeyView } from '@deskledger/client'
import { Command } from 'commander'
import { type ConnectionFlags, connect, withEndpoint } from '../connection-settings.js'
import { CommandError } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'

interface KeysFlags extends ConnectionFlags {
  readonly pem?: boolean
  readonly json?: boolean
}

/** `deskledger keys`: the public keys that a server signs with. */
export function keysCommand(io: Io): Command {
  const command = new Command('keys')
    .summary('print the public keys that a server signs with')
    .description('Prints the keys that manifests and audit checkpoints are signed with, the present one first.')
  return withEndpoint(command)
    .argument('[key-id]', 'only this key, for example an older one')
    .option('--pem', 'one key as PEM, by default the present one, for --key of `deskledger verify`')
    .option('--json', 'print the answer as the API has it')
    .addHelpText(
      'after',
      `
The id of a key is its SHA-256 fingerprint:
  $ deskledger keys --pem > ledger.pem
  $ openssl pkey -pubin -in ledger.pem -outform DER | sha256sum
Compare it with what the operator told you by another way: a key that comes over the same wire as the files proves no
more than the wire does.`,
    )
    .action(async (keyId: string | undefined, flags: KeysFlags) => {
      // The keys are told to anyone.
      const answer = await connect(flags, io.environment, { token: 'none' }).listSigningKeys()
      if (flags.json) return writeJson(io.stdout, answer)
      const keys = answer.signing_keys.toReversed().filter(({ key_id }) => (keyId ?? key_id) === key_id)
      const [current] = keys
      if (current === undefined) throw new CommandError('The server has never signed with such a key.')
      return write(io.stdout, flags.pem ? current.public_key : keys.map(described).join('\n'))
    })
}

function described({ key_id, algorithm, public_key, create_time, retired_time }: SigningKeyView): string {
  const state = retired_time === undefined ? 'signs now' : `retired ${retired_time}`
  return `key id  ${key_id}\n${algorithm}, since ${create_time}, ${state}\n${public_key}`
}

import { Command, Option } from 'commander'
import { credentialsBlock } from '../credentials.js'
import { type Io, write } from '../io.js'
import { type LoadServer, type ServerLibrary, startServer } from '../server-library.js'
import { stopSignal } from '../stop-signal.js'

/** `deskledger serve`: the server, until it is told to stop. Its flags are added by {@link addServeFlags}. */
export function serveCommand(io: Io, loadServer: LoadServer): Command {
  return new Command('serve')
    .summary('run the server')
    .description('Runs the server: the API and the export worker, with all data in one directory.')
    .addHelpText(
      'after',
      `
Once requests are served, the first line on stdout is: deskledger listening on http://HOST:PORT
With DESKLEDGER_METRICS_PORT follows the address of the metrics; with a new data directory the generated
credentials, once.
SIGINT and SIGTERM stop in good order; a second one ends at once.

Exit codes: 0 stopped, 2 bad settings, 3 damaged data, 4 directory in use.

Examples:
  $ deskledger serve
  $ deskledger serve --port 0 --data-dir /srv/deskledger`,
    )
    .action(async (options: Readonly<Record<string, string | true | undefined>>) => {
      const library = await loadServer()
      // A flag without a value is `true`; settings are texts.
      const flags = flagsOf(library).map(({ env, option }) => [env, options[option.attributeName()]?.toString()])
      const stop = stopSignal(io)
      const server = await startServer(library, io.environment, Object.fromEntries(flags))
      const { url, metricsUrl, firstStart } = server
      // In one piece: a reader that waits for the first line only must not break the rest off.
      await write(
        io.stdout,
        `deskledger listening on ${url}\n${metricsUrl === undefined ? '' : `metrics on ${metricsUrl}\n`}${firstStart?.generated ? credentialsBlock(url, firstStart) : ''}`,
      )
      await stop
      await server.stop()
    })
}

/** Adds a flag for every setting of the server that has one. */
export function addServeFlags(command: Command, library: ServerLibrary): void {
  for (const { option } of flagsOf(library)) command.addOption(option)
  const secrets = library.SETTINGS.filter(({ flag }) => flag === undefined)
  const lines = secrets.map(({ env, description, defaultText }) => `  ${env}  ${description} (default: ${defaultText})`)
  command.addHelpText('after', `\nOnly in the environment:\n${lines.join('\n')}`)
}

function flagsOf({ SETTINGS }: ServerLibrary): { readonly env: string; readonly option: Option }[] {
  return SETTINGS.flatMap(({ env, flag, description, defaultText }) =>
    flag === undefined ? [] : [{ env, option: new Option(flag, `${description} (${env}, default: ${defaultText})`) }],
  )
}

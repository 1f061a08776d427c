import { filledPath, type SampleFacts } from './sample.js'

/** A shell command with a token; `DESKLEDGER_TOKEN` comes from `deskledger token`. */
export function curlSample(facts: SampleFacts): string {
  const { operation, request, endpoint } = facts
  const isFile = operation.answer.mediaType === 'application/octet-stream'
  const lines = [
    `curl --fail-with-body --silent --show-error${operation.method === 'GET' ? ' --get' : ` --request ${operation.method}`}`,
    shell(`${endpoint}${filledPath(facts)}${operation.method === 'GET' ? '' : queryOf(request.query)}`),
    ...(operation.access.scope === 'public' ? [] : ['--header "X-Auth-Token: $DESKLEDGER_TOKEN"']),
    ...(operation.method === 'GET'
      ? Object.entries(request.query).map(([name, value]) => `--data-urlencode ${shell(`${name}=${value}`)}`)
      : []),
    ...(request.body === undefined
      ? []
      : [`--header 'Content-Type: application/json'`, `--data ${shell(JSON.stringify(JSON.parse(request.body)))}`]),
    ...(isFile ? ['--remote-name --remote-header-name'] : []),
  ]
  return `${lines.join(' \\\n  ')}\n`
}

function queryOf(query: Readonly<Record<string, string | number>>): string {
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

/** Quoted for a POSIX shell: nothing inside single quotes has a meaning. */
function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

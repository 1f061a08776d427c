import type { FirstStart } from './server-library.js'

/** Lines for a shell that make every other command talk to this server. */
function exportLines(endpoint: string, { accessKey, secretKey, projectId }: FirstStart): string {
  const settings = { ENDPOINT: endpoint, ACCESS_KEY: accessKey, SECRET_KEY: secretKey, PROJECT_ID: projectId }
  return Object.entries(settings)
    .map(([name, value]) => `  export DESKLEDGER_${name}=${shellWord(value)}\n`)
    .join('')
}

/** The block that shows what a new data directory was made with. */
export function credentialsBlock(endpoint: string, firstStart: FirstStart): string {
  const { accountName, userName, password, projectId, accessKey, secretKey } = firstStart
  return `
A new ledger was made. Its credentials are shown this once; keep them:

  account     ${accountName}
  user        ${userName}
  password    ${password}
  project id  ${projectId}
  access key  ${accessKey}
  secret key  ${secretKey}

To use it from another terminal, copy:

${exportLines(endpoint, firstStart)}
`
}

/** A value as one word of a POSIX shell. */
function shellWord(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}

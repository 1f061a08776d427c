import type { Outcome } from './outcome.js'
import type { Visit } from './visit.js'
import { wireTime } from './wire-time.js'

/**
 * One line of NDJSON: a connection record with the API's own field names. Written by hand, in half the time of `JSON.stringify`;
 * of all its texts only user names hold a character that JSON escapes.
 */
export function recordLine(transactionId: string, visit: Visit, outcome: Outcome): string {
  return `{"transaction_id":"${transactionId}",${endpoints(visit)}${course(outcome)}${origin(visit)}}`
}

function endpoints({ desktop, terminal, path, userName, domain, clientVersion, agentVersion }: Visit): string {
  return (
    `"sid":"${desktop.sid}","computer_name":"${desktop.computerName}","user_name":"${escaped(userName)}",` +
    (domain === undefined ? '' : `"domain":"${domain}",`) +
    (terminal.mac === undefined ? '' : `"terminal_mac":"${terminal.mac}",`) +
    (terminal.name === undefined ? '' : `"terminal_name":"${terminal.name}",`) +
    (path.terminalIp === undefined ? '' : `"terminal_ip":"${path.terminalIp}",`) +
    `"client_version":"${clientVersion}","terminal_type":"${terminal.type}",` +
    `"agent_version":"${agentVersion}","desktop_ip":"${desktop.ip}",`
  )
}

function course({ startMs, setupMs, endMs, isReconnect, failureReason, networkRttMs, endToEndRttMs }: Outcome): string {
  return (
    `"connection_start_time":"${wireTime(startMs)}",` +
    (setupMs === undefined ? '' : `"connection_setup_time":"${wireTime(setupMs)}",`) +
    (endMs === undefined ? '' : `"connection_end_time":"${wireTime(endMs)}",`) +
    `"is_reconnect":${isReconnect},` +
    (failureReason === undefined ? '' : `"connection_failure_reason":"${failureReason}",`) +
    (networkRttMs === undefined ? '' : `"network_rtt":${networkRttMs},`) +
    (endToEndRttMs === undefined ? '' : `"e2e_rtt":${endToEndRttMs},`)
  )
}

function origin({ desktop, path }: Visit): string {
  return `"source_ip":"${path.sourceIp}","public_ip":"${path.publicIp}","enterprise_project_id":"${desktop.enterpriseProjectId}"`
}

function escaped(userName: string): string {
  return userName.includes('\\') ? userName.replace('\\', '\\\\') : userName
}

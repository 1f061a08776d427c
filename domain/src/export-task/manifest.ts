import { RECORD_FIELDS } from '../connection-record/fields.js'
import { networkText } from '../connection-record/network.js'
import type { RecordQuery } from '../connection-record/record-query.js'
import { coveredEnterpriseProjects } from './coverage.js'
import type { ExportFile, ExportTask } from './export-task.js'

/**
 * What an export file is and what it answers, for whoever has to prove it: rows, bytes and digest of the file, the frozen
 * query, the state of the ledger it was read from. Times are UTC.
 */
export interface Manifest {
  readonly manifest_version: 2
  readonly task_id: string
  readonly file_name: string
  readonly format: string
  /** How the whole file is compressed; absent when it is not. */
  readonly compression?: string
  readonly language: string
  readonly time_zone: string
  /** API names of the columns, in the file's order. */
  readonly columns: readonly string[]
  readonly row_count: number
  readonly byte_count: number
  readonly sha256: string
  /** How often values were altered because a file cannot hold them as they are, or should not. */
  readonly alterations: {
    readonly cut_cells: number
    readonly replaced_characters: number
    readonly guarded_cells: number
  }
  readonly project_id: string
  readonly query: WireQuery
  readonly cut_off: { readonly sequence: number; readonly time: string }
  readonly requested_by: string
  readonly create_time: string
  readonly end_time: string
}

/** A frozen query in the API's parameter names. */
export type WireQuery = Readonly<Record<string, string | number>>

/** The manifest of a task whose file is complete. */
export function manifestOf(task: ExportTask, file: Omit<ExportFile, 'key'>, endedAt: Date): Manifest {
  const { query, format, compression, language, timeZone, columns } = task.request
  return {
    manifest_version: 2,
    task_id: task.taskId,
    file_name: task.fileName,
    format,
    ...(compression && { compression }),
    language,
    time_zone: timeZone,
    columns: columns.map(wireNameOf),
    row_count: file.rowCount,
    byte_count: file.byteCount,
    sha256: file.sha256,
    alterations: {
      cut_cells: file.alterations?.cutCells ?? 0,
      replaced_characters: file.alterations?.replacedCharacters ?? 0,
      guarded_cells: file.alterations?.guardedCells ?? 0,
    },
    project_id: query.projectId,
    query: wireQuery(query),
    cut_off: { sequence: task.cutOff.sequence, time: task.cutOff.at.toISOString() },
    requested_by: task.requestedBy.userName,
    create_time: task.createdAt.toISOString(),
    end_time: endedAt.toISOString(),
  }
}

/**
 * The query as its parameters would be sent; the project stands in the path. A query that was restricted to several
 * enterprise projects tells them as `enterprise_project_ids`, separated by commas; one that filters by one of them tells
 * that one only, since who may see it need not see the others.
 */
export function wireQuery(query: RecordQuery): WireQuery {
  const entries: [string, string | number | undefined][] = [
    ['start_time', query.startedFrom?.toISOString()],
    ['end_time', query.startedUntil?.toISOString()],
    ['user_name', query.userName],
    ['computer_name', query.computerName],
    ['terminal_type', query.terminalType],
    ['whole_terminal_type', query.wholeTerminalType],
    ['public_ip', query.publicIp],
    ['network', query.network && networkText(query.network)],
    ['enterprise_project_id', query.enterpriseProjectId],
    ['enterprise_project_ids', restriction(query)],
    ['domain', query.domain],
    ['status', query.status],
    ['connection_failure_reason', query.failureReason],
    ['client_version', query.clientVersion],
    ['agent_version', query.agentVersion],
    ['min_e2e_rtt', query.e2eRttMs?.min],
    ['max_e2e_rtt', query.e2eRttMs?.max],
    ['min_network_rtt', query.networkRttMs?.min],
    ['max_network_rtt', query.networkRttMs?.max],
  ]
  return Object.fromEntries(entries.filter((entry): entry is [string, string | number] => entry[1] !== undefined))
}

function restriction(query: RecordQuery): string | undefined {
  return query.enterpriseProjectId === undefined ? coveredEnterpriseProjects(query)?.join(',') : undefined
}

function wireNameOf(name: string): string {
  return RECORD_FIELDS.find((field) => field.name === name)?.wire ?? name
}

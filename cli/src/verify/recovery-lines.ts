import type { Speech } from '@deskledger/proof'
import { count } from '../figures.js'
import type { Recovery } from '../ledger-tools.js'
import { type BatchesOfProject, byProject } from './batches-by-project.js'

type Base = Pick<Recovery, 'backup'> & { readonly source: Recovery['base'] }

interface Words {
  readonly base: (base: Base) => string
  readonly takenOver: (created: number, updated: number) => string
  readonly theRest: (isTaken: boolean) => string
  readonly isBack: (time: string) => string
  readonly logLeftOut: (bytes: number) => string
  readonly chain: Record<Recovery['chain']['source'], string>
  readonly audit: Record<Recovery['audit']['source'], string>
  readonly upToDamage: string
  readonly lostExports: (names: string) => string
  readonly nothingLost: string
  readonly lost: (part: BatchesOfProject) => string
  readonly partlyLost: (part: BatchesOfProject) => string
  readonly missing: (records: number) => string
  readonly done: (target: string, records: number, batch: number) => string
}

const WORDS: Record<Speech, Words> = {
  en: {
    base: ({ source, backup }) =>
      source === 'database'
        ? 'Database: the one of the data directory.'
        : `Database: that of the backup of ${backup?.time}, up to batch ${backup?.batch}.`,
    takenOver: (created, updated) =>
      `Beyond the backup the damaged database had ${count(created)} records, and ${count(updated)} as they were later.`,
    theRest: (isTaken) =>
      isTaken
        ? 'Tasks, users, keys and policies are those of the damaged database.'
        : 'Tasks, users, keys and policies are those of the backup: look at what was changed since, also what was revoked.',
    isBack: (time) => `What was purged or erased since ${time} is back: order erasures of persons again.`,
    logLeftOut: (bytes) => `The last ${count(bytes)} bytes of its log cannot be read.`,
    chain: {
      directory: 'Ledger chain: the one of the data directory',
      backup: 'Ledger chain: that of the backup; nothing shows which later batches are missing',
      none: 'Ledger chain: there was none, so a new one begins; nothing shows which batches were missing before',
    },
    audit: {
      directory: 'Audit log: the one of the data directory',
      backup: 'Audit log: that of the backup',
      none: 'Audit log: there was none, so a new one begins',
    },
    upToDamage: ', up to its damage; nothing shows what stood behind that',
    lostExports: (names) => `Export files that are not what they were: ${names}.`,
    nothingLost: 'Lost: nothing that the ledger chain names.',
    lost: ({ projectId, batches, created, updated }) =>
      `Lost of project ${projectId}: batches ${batches}, which created ${count(created)} records and changed ${count(updated)}.`,
    partlyLost: ({ projectId, batches, created, updated }) =>
      `Lost in part of project ${projectId}: batches ${batches}, which created ${count(created)} records and changed ${count(updated)}.`,
    missing: (records) =>
      `Missing: ${count(records)} records. Have them delivered again; what is there already does no harm.`,
    done: (target, records, batch) =>
      `Recovered into ${target} and verified: ${count(records)} records in ${count(batch)} batches.`,
  },
  zh: {
    base: ({ source, backup }) =>
      source === 'database'
        ? '数据库：数据目录中的数据库。'
        : `数据库：${backup?.time} 的备份，止于第 ${backup?.batch} 批。`,
    takenOver: (created, updated) =>
      `损坏的数据库在备份之后还有 ${count(created)} 条记录，另有 ${count(updated)} 条较新的记录。`,
    theRest: (isTaken) =>
      isTaken
        ? '任务、用户、密钥和策略取自损坏的数据库。'
        : '任务、用户、密钥和策略取自备份：请检查此后的更改，包括已吊销的内容。',
    isBack: (time) => `${time} 之后清除或删除的内容又出现了：请再次下达个人数据删除指令。`,
    logLeftOut: (bytes) => `其日志末尾的 ${count(bytes)} 字节无法读取。`,
    chain: {
      directory: '台账链：数据目录中的台账链',
      backup: '台账链：备份中的台账链；无法得知此后缺少哪些批次',
      none: '台账链：原来没有，现新建一条；无法得知此前缺少哪些批次',
    },
    audit: {
      directory: '审计日志：数据目录中的审计日志',
      backup: '审计日志：备份中的审计日志',
      none: '审计日志：原来没有，现新建一份',
    },
    upToDamage: '，到损坏处为止；无法得知其后的内容',
    lostExports: (names) => `已不是原样的导出文件：${names}。`,
    nothingLost: '已丢失：台账链所列的内容均未丢失。',
    lost: ({ projectId, batches, created, updated }) =>
      `项目 ${projectId} 已丢失：第 ${batches} 批，曾新建 ${count(created)} 条、更改 ${count(updated)} 条记录。`,
    partlyLost: ({ projectId, batches, created, updated }) =>
      `项目 ${projectId} 部分丢失：第 ${batches} 批，曾新建 ${count(created)} 条、更改 ${count(updated)} 条记录。`,
    missing: (records) => `缺少 ${count(records)} 条记录。请重新送达；已有的记录不受影响。`,
    done: (target, records, batch) => `已恢复到 ${target} 并验证：${count(batch)} 批共 ${count(records)} 条记录。`,
  },
}

/** What was recovered and what was lost, in words, one fact a line. */
export function recoveryLines(recovery: Recovery, target: string, speech: Speech): readonly string[] {
  const words = WORDS[speech]
  const { base, backup, takenOver, logBytesLeftOut, chain, audit, lostExports, verdict } = recovery
  const stop = speech === 'en' ? '.' : '。'
  const logLine = ({ source, isWhole }: Recovery['chain'], told: Words['chain']): string =>
    `${told[source]}${source === 'directory' && !isWhole ? words.upToDamage : ''}${stop}`
  return [
    words.base({ source: base, backup }),
    ...(takenOver === undefined ? [] : [words.takenOver(takenOver.created, takenOver.updated)]),
    ...(base === 'backup'
      ? [words.theRest(takenOver?.hasTakenTheRest === true), words.isBack(backup?.time ?? '')]
      : []),
    ...(logBytesLeftOut === 0 ? [] : [words.logLeftOut(logBytesLeftOut)]),
    logLine(chain, words.chain),
    logLine(audit, words.audit),
    ...(lostExports.length === 0 ? [] : [words.lostExports(lostExports.join(', '))]),
    ...lossLines(recovery, words),
    words.done(target, verdict.recordCount ?? 0, verdict.batch ?? 0),
  ]
}

function lossLines({ lost, partlyLost, missingRecords, chain }: Recovery, words: Words): readonly string[] {
  if (lost.length + partlyLost.length === 0) return chain.source === 'none' ? [] : [words.nothingLost]
  return [
    ...byProject(lost).map(words.lost),
    ...byProject(partlyLost).map(words.partlyLost),
    words.missing(missingRecords),
  ]
}

/** The same for programs. */
export function recoveryJson(recovery: Recovery, target: string): object {
  const { base, backup, takenOver, logBytesLeftOut, chain, audit, lostExports, verdict } = recovery
  const part = ({ projectId, ...rest }: BatchesOfProject): object => ({ project_id: projectId, ...rest })
  return {
    data_directory: target,
    base,
    backup: backup && { name: backup.name, time: backup.time, batch: backup.batch },
    taken_over: takenOver && {
      created: takenOver.created,
      updated: takenOver.updated,
      unreadable_rows: takenOver.unreadableRows,
      tasks_users_and_keys: takenOver.hasTakenTheRest,
    },
    log_bytes_left_out: logBytesLeftOut,
    ledger_chain: { source: chain.source, whole: chain.isWhole },
    audit_log: { source: audit.source, whole: audit.isWhole },
    lost_exports: lostExports,
    lost: byProject(recovery.lost).map(part),
    partly_lost: byProject(recovery.partlyLost).map(part),
    missing_records: recovery.missingRecords,
    record_count: verdict.recordCount,
    batch: verdict.batch,
  }
}

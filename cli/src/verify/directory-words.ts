import type { Speech } from '@deskledger/proof'
import { count } from '../figures.js'
import type { DirectoryVerdict, LedgerTools } from '../ledger-tools.js'
import { type BatchesOfProject, byProject } from './batches-by-project.js'

/** What stands around the findings. */
interface Frame {
  readonly proved: (what: string) => string
  readonly wrong: (what: string) => string
  readonly notProved: (what: string) => string
  readonly signed: (keyIds: string) => string
  readonly lost: (what: string) => string
  readonly ofProject: (part: BatchesOfProject) => string
  readonly whole: Record<DirectoryVerdict['kind'], string>
  readonly refused: (problems: number) => string
}

const FRAMES: Record<Speech, Frame> = {
  en: {
    proved: (what) => `Proved: ${what}.`,
    wrong: (what) => `Wrong: ${what}.`,
    notProved: (what) => `Not proved: ${what}.`,
    signed: (keyIds) => `Signed by key ${keyIds}.`,
    lost: (what) => `Lost: ${what}.`,
    ofProject: ({ projectId, batches, created, updated }) =>
      `      of project ${projectId}: batches ${batches}, which created ${created} records and changed ${updated}`,
    whole: { backup: 'Proved: this backup is whole.', 'data-directory': 'Proved: this data directory is whole.' },
    refused: (problems) => `Refused: ${count(problems)} problems.`,
  },
  zh: {
    proved: (what) => `已证明：${what}。`,
    wrong: (what) => `不符：${what}。`,
    notProved: (what) => `未证明：${what}。`,
    signed: (keyIds) => `签名密钥 ${keyIds}。`,
    lost: (what) => `已丢失：${what}。`,
    ofProject: ({ projectId, batches, created, updated }) =>
      `      项目 ${projectId}：第 ${batches} 批，曾新建 ${created} 条、更改 ${updated} 条记录`,
    whole: { backup: '已证明：该备份完整。', 'data-directory': '已证明：该数据目录完整。' },
    refused: (problems) => `拒绝：${count(problems)} 处问题。`,
  },
}

/** A verdict in words, one finding a line. */
export function directoryLines(
  { kind, problems, proved, notProved, losses, keyIds }: DirectoryVerdict,
  { directoryWords }: Pick<LedgerTools, 'directoryWords'>,
  speech: Speech,
): readonly string[] {
  const [frame, words] = [FRAMES[speech], directoryWords(speech)]
  return [
    ...proved.map((each) => frame.proved(words.proof(each))),
    ...(keyIds.length === 0 ? [] : [frame.signed(keyIds.join(', '))]),
    ...problems.map((each) => frame.wrong(words.problem(each))),
    ...losses.flatMap((each) => [frame.lost(words.loss(each)), ...byProject(each.entries).map(frame.ofProject)]),
    ...notProved.map((each) => frame.notProved(words.notProved(each))),
    problems.length === 0 ? frame.whole[kind] : frame.refused(problems.length),
  ]
}

/** A verdict for programs; what was found is in English words. */
export function directoryJson(
  { kind, problems, proved, notProved, losses, batch, recordCount, keyIds }: DirectoryVerdict,
  { directoryWords }: Pick<LedgerTools, 'directoryWords'>,
): object {
  const words = directoryWords('en')
  return {
    proved: problems.length === 0,
    kind,
    problems: problems.map((each) => words.problem(each)),
    found: proved.map((each) => words.proof(each)),
    lost: losses.map(lossJson),
    not_proved: notProved.map((each) => words.notProved(each)),
    batch,
    record_count: recordCount,
    key_ids: keyIds,
  }
}

/** What a recovery could not bring back, for programs. */
export function lossJson({ time, ranges, missingRecords, entries }: DirectoryVerdict['losses'][number]): object {
  return {
    time,
    batches: ranges.map(({ from, to, isPartly }) => ({ from, to, in_part: isPartly })),
    missing_records: missingRecords,
    projects: byProject(entries).map(({ projectId, ...part }) => ({ project_id: projectId, ...part })),
  }
}

import type { BatchFacts, Speech } from '@deskledger/proof'
import type { Examination, LedgerTools } from '../ledger-tools.js'
import { byProject } from './batches-by-project.js'
import { lossJson } from './directory-words.js'

/** What stands around the findings. */
interface Frame {
  readonly about: (root: string) => string
  readonly wrong: (at: number, what: string) => string
  readonly remedy: (what: string) => string
  readonly missing: (projectId: string, batches: string, created: number, updated: number) => string
  readonly good: (what: string) => string
  readonly lost: (what: string) => string
  readonly isNew: string
  readonly sound: string
  readonly unsound: (count: number) => string
}

const FRAMES: Record<Speech, Frame> = {
  en: {
    about: (root) => `Data directory ${root}`,
    wrong: (at, what) => `${at}. ${what}.`,
    remedy: (what) => `   What to do: ${what}.`,
    missing: (projectId, batches, created, updated) =>
      `   Missing of project ${projectId}: batches ${batches}, which created ${created} records and changed ${updated}.`,
    good: (what) => `Good: ${what}.`,
    lost: (what) => `Lost: ${what}.`,
    isNew: 'There is no ledger in it yet; a server makes one when it starts.',
    sound: 'Sound: nothing keeps a server from starting.',
    unsound: (count) => (count === 1 ? '1 finding. Nothing was changed.' : `${count} findings. Nothing was changed.`),
  },
  zh: {
    about: (root) => `数据目录 ${root}`,
    wrong: (at, what) => `${at}. ${what}。`,
    remedy: (what) => `   处理办法：${what}。`,
    missing: (projectId, batches, created, updated) =>
      `   项目 ${projectId} 缺少：第 ${batches} 批，曾新建 ${created} 条、更改 ${updated} 条记录。`,
    good: (what) => `完好：${what}。`,
    lost: (what) => `已丢失：${what}。`,
    isNew: '目录中尚无台账；服务器启动时会新建。',
    sound: '完好：没有什么妨碍服务器启动。',
    unsound: (count) => `发现 ${count} 处问题。未作任何更改。`,
  },
}

/** The batches that a problem says are missing, as far as the chain has their entries. */
function missingIn(problem: Examination['findings'][number]['problem']): readonly BatchFacts[] {
  return problem.kind === 'ledger' && 'entries' in problem.problem ? problem.problem.entries : []
}

/** An examination in words: each finding with its remedy. */
export function doctorLines(
  { directory, findings, proved, losses, isNew }: Examination,
  { doctorWords }: Pick<LedgerTools, 'doctorWords'>,
  speech: Speech,
): readonly string[] {
  const [frame, words] = [FRAMES[speech], doctorWords(speech, directory)]
  const wrong = findings.flatMap(({ problem, remedy }, at) => [
    frame.wrong(at + 1, words.problem(problem)),
    ...byProject(missingIn(problem)).map(({ projectId, batches, created, updated }) =>
      frame.missing(projectId, batches, created, updated),
    ),
    frame.remedy(words.remedy(remedy, problem)),
  ])
  const verdict = isNew ? frame.isNew : frame.sound
  return [
    frame.about(directory.root),
    ...wrong,
    ...proved.map((each) => frame.good(words.proof(each))),
    ...losses.map((each) => frame.lost(words.loss(each))),
    findings.length === 0 ? verdict : frame.unsound(findings.length),
  ]
}

/** An examination for programs; words are English. */
export function doctorJson(
  { directory, findings, proved, losses, isNew }: Examination,
  { doctorWords }: Pick<LedgerTools, 'doctorWords'>,
): object {
  const words = doctorWords('en', directory)
  return {
    sound: findings.length === 0,
    is_new: isNew,
    data_directory: directory.root,
    findings: findings.map(({ problem, remedy }) => ({
      kind: problem.kind === 'ledger' ? problem.problem.kind : problem.kind,
      problem: words.problem(problem),
      missing: byProject(missingIn(problem)).map(({ projectId: project_id, ...rest }) => ({ project_id, ...rest })),
      remedy,
      remedy_text: words.remedy(remedy, problem),
    })),
    found: proved.map((each) => words.proof(each)),
    lost: losses.map(lossJson),
  }
}

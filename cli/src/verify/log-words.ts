import type { LogFindings, LogProblem } from '@deskledger/proof'
import { count } from '../figures.js'
import type { Speech } from '../language.js'

type Told = { readonly [Kind in LogProblem['kind']]: (problem: Extract<LogProblem, { kind: Kind }>) => string }

interface Words {
  readonly problem: Told
  readonly entries: (findings: LogFindings) => string
  readonly personal: (findings: LogFindings) => string
  readonly checkpoints: (findings: LogFindings) => string
  readonly noCheckpoint: string
  readonly uncovered: (entries: number) => string
  readonly proved: string
  readonly unknownKey: string
  readonly refused: (problems: number) => string
}

const ENGLISH: Words = {
  problem: {
    unreadable: ({ file, line }) => `${file} line ${line}: this is no entry`,
    edited: ({ file, line }) => `${file} line ${line}: the entry was changed`,
    removed: ({ file, line, from, to }) => `${file} line ${line}: entries ${from} to ${to} before it are missing`,
    inserted: ({ file, line, sequence, expected }) =>
      `${file} line ${line}: entry ${sequence} stands where entry ${expected} belongs`,
    'not-linked': ({ file, line, sequence }) =>
      `${file} line ${line}: entry ${sequence} follows another entry than the one before it, which was replaced`,
    'file-misplaced': ({ file, expected }) => `${file}: the file that begins with entry ${expected} is missing`,
    'unfinished-line': ({ file, line }) =>
      `${file} line ${line}: the line has no end. The server was killed while it wrote it, and mends that when it starts; or it was cut off`,
    'cut-off': ({ last, checkpoint }) =>
      `the log ends with entry ${last}, but a checkpoint is of entry ${checkpoint}: the end was cut off`,
    'checkpoint-contradicted': ({ sequence }) =>
      `entry ${sequence} is not the one that a checkpoint was signed for: the log was made anew`,
    'checkpoint-not-signed': ({ file, line }) =>
      `${file} line ${line}: this is no checkpoint signed by a key that counts`,
    'personal-edited': ({ sequence, field }) => `the ${field} of entry ${sequence} was changed`,
    'personal-unknown': ({ sequence, field }) => `a ${field} is told for entry ${sequence}, which has none`,
  },
  entries: ({ entryCount, head }) => `${count(entryCount)} entries, the last with hash ${head.hash}`,
  personal: ({ personalCount, erasedCount }) =>
    `${count(personalCount)} personal values fit their entries, ${count(erasedCount)} were erased`,
  checkpoints: ({ checkpointCount, lastCheckpoint, keyIds }) =>
    `${count(checkpointCount)} checkpoints signed by key ${keyIds.join(', ')}, the last of entry ${lastCheckpoint?.sequence} at ${lastCheckpoint?.time}`,
  noCheckpoint: 'There is no checkpoint: nothing shows whether the end was cut off.',
  uncovered: (entries) =>
    `Behind the last checkpoint there are ${count(entries)} entries; nothing shows whether more followed them.`,
  proved: 'Proved: no entry was changed, removed or inserted, and none cut off before the last checkpoint.',
  unknownKey:
    'Not proved: whose key it is. Compare its id with the one that the operator told you, or give that key with --key.',
  refused: (problems) => `Refused: ${count(problems)} problems.`,
}

const CHINESE: Words = {
  problem: {
    unreadable: ({ file, line }) => `${file} 第 ${line} 行：不是审计条目`,
    edited: ({ file, line }) => `${file} 第 ${line} 行：条目被改动`,
    removed: ({ file, line, from, to }) => `${file} 第 ${line} 行：之前缺少条目 ${from} 至 ${to}`,
    inserted: ({ file, line, sequence, expected }) =>
      `${file} 第 ${line} 行：此处应为条目 ${expected}，却是条目 ${sequence}`,
    'not-linked': ({ file, line, sequence }) =>
      `${file} 第 ${line} 行：条目 ${sequence} 与前一条目不相连，前一条目被替换`,
    'file-misplaced': ({ file, expected }) => `${file}：缺少以条目 ${expected} 开头的文件`,
    'unfinished-line': ({ file, line }) =>
      `${file} 第 ${line} 行：行未结束。可能是服务器写入时被终止（启动时会修复），也可能被截断`,
    'cut-off': ({ last, checkpoint }) => `日志止于条目 ${last}，但检查点为条目 ${checkpoint}：末尾被截去`,
    'checkpoint-contradicted': ({ sequence }) => `条目 ${sequence} 与签名的检查点不一致：日志被重新制作`,
    'checkpoint-not-signed': ({ file, line }) => `${file} 第 ${line} 行：不是由有效密钥签名的检查点`,
    'personal-edited': ({ sequence, field }) => `条目 ${sequence} 的 ${field} 被改动`,
    'personal-unknown': ({ sequence, field }) => `条目 ${sequence} 没有 ${field}，却存有其值`,
  },
  entries: ({ entryCount, head }) => `共 ${count(entryCount)} 个条目，最后一个的哈希为 ${head.hash}`,
  personal: ({ personalCount, erasedCount }) =>
    `${count(personalCount)} 个个人数据值与条目相符，${count(erasedCount)} 个已被删除`,
  checkpoints: ({ checkpointCount, lastCheckpoint, keyIds }) =>
    `${count(checkpointCount)} 个检查点由密钥 ${keyIds.join(', ')} 签名，最后一个为条目 ${lastCheckpoint?.sequence}，时间 ${lastCheckpoint?.time}`,
  noCheckpoint: '没有检查点：无法得知末尾是否被截去。',
  uncovered: (entries) => `最后一个检查点之后还有 ${count(entries)} 个条目；无法得知其后是否还有更多。`,
  proved: '已证明：没有条目被改动、删除或插入，最后一个检查点之前也没有被截去。',
  unknownKey: '未证明：密钥属于谁。请将密钥标识与运营方告知的标识核对，或用 --key 提供该密钥。',
  refused: (problems) => `拒绝：${count(problems)} 处问题。`,
}

const WORDS: Record<Speech, Words> = { en: ENGLISH, zh: CHINESE }

/** Findings in words, one a line. */
export function logLines(
  findings: LogFindings,
  speech: Speech,
  { isKnownKey }: { isKnownKey: boolean },
): readonly string[] {
  const words = WORDS[speech]
  const { problems, head, lastCheckpoint } = findings
  const uncovered = head.sequence - (lastCheckpoint?.sequence ?? 0)
  return [
    words.entries(findings),
    words.personal(findings),
    lastCheckpoint === undefined ? words.noCheckpoint : words.checkpoints(findings),
    ...(lastCheckpoint !== undefined && uncovered > 0 ? [words.uncovered(uncovered)] : []),
    ...problems.map((problem) => `BAD ${problemLine(problem, words.problem)}`),
    problems.length === 0 ? words.proved : words.refused(problems.length),
    ...(isKnownKey || lastCheckpoint === undefined ? [] : [words.unknownKey]),
  ]
}

function problemLine<Kind extends LogProblem['kind']>(
  problem: Extract<LogProblem, { kind: Kind }>,
  told: Told,
): string {
  const tell: (problem: Extract<LogProblem, { kind: Kind }>) => string = told[problem.kind as Kind]
  return tell(problem)
}

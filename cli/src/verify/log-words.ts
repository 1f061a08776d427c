import { type LogFindings, logProblemWords, type Speech } from '@deskledger/proof'
import { count } from '../figures.js'

interface Words {
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
    ...problems.map((problem) => `BAD ${logProblemWords(problem, speech)}`),
    problems.length === 0 ? words.proved : words.refused(problems.length),
    ...(isKnownKey || lastCheckpoint === undefined ? [] : [words.unknownKey]),
  ]
}

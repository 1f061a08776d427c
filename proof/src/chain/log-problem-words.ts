import type { LogProblem } from './log-problem.js'

/** Languages that findings are told in. */
export type Speech = 'en' | 'zh'

type Told = { readonly [Kind in LogProblem['kind']]: (problem: Extract<LogProblem, { kind: Kind }>) => string }

const ENGLISH: Told = {
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
}

const CHINESE: Told = {
  unreadable: ({ file, line }) => `${file} 第 ${line} 行：不是条目`,
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
}

const TOLD: Record<Speech, Told> = { en: ENGLISH, zh: CHINESE }

/** What is wrong in a log, without a full stop. */
export function logProblemWords<Kind extends LogProblem['kind']>(
  problem: Extract<LogProblem, { kind: Kind }>,
  speech: Speech,
): string {
  const tell: (problem: Extract<LogProblem, { kind: Kind }>) => string = TOLD[speech][problem.kind as Kind]
  return tell(problem)
}

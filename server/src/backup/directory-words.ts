import { logProblemWords, type Speech } from '@deskledger/proof'
import { batchRange, chainProblemWords, type Places } from '../ledger-chain/problem-words.js'
import type { DirectoryProblem, DirectoryProof, ExportFileFault, NotProved } from './directory-problem.js'
import type { KnownLoss } from './known-losses.js'

type Told<Facts extends { readonly kind: string }> = {
  readonly [Kind in Facts['kind']]: (facts: Extract<Facts, { kind: Kind }>, places: Places) => string
}

interface Words {
  readonly places: Places
  readonly problem: Told<DirectoryProblem>
  readonly exportFile: Record<ExportFileFault, string>
  readonly proof: Told<DirectoryProof>
  readonly notProved: Record<NotProved, string>
  readonly loss: (loss: KnownLoss, ranges: readonly string[]) => string
  readonly partly: string
}

const ENGLISH: Words = {
  places: { database: 'the database', chain: 'the chain' },
  problem: {
    'list-not-signed': () => 'backup.json is no list of a backup that was signed by a key that counts',
    'file-unknown': ({ path }) => `${path} does not belong to the backup`,
    'file-changed': ({ path }) => `${path} is not the file that was backed up`,
    'file-missing': ({ path }) => `${path} is missing`,
    'database-missing': ({ path }) => `${path} is missing, while what belongs to it is there`,
    'database-damaged': ({ path, reason }) => `${path} is damaged: ${reason}`,
    'chain-missing': () => 'the ledger chain is missing',
    'chain-damaged': ({ problem }) => `ledger chain: ${logProblemWords(problem, 'en')}`,
    'chain-foreign-entry': ({ sequence }) => `entry ${sequence} of the ledger chain is of another kind`,
    ledger: ({ problem }, places) => chainProblemWords(problem, places),
    'too-many-records': ({ recordCount, createdCount }) =>
      `there are ${recordCount} records, but the batches created ${createdCount}`,
    'audit-missing': ({ path }) => `the audit log is missing: ${path}`,
    'audit-damaged': ({ problem }) => `audit log: ${logProblemWords(problem, 'en')}`,
    'export-file': ({ name, why }) => `exports/${name} ${ENGLISH.exportFile[why]}`,
  },
  exportFile: {
    'no-manifest': 'has no manifest',
    'not-signed': 'has a manifest that no key that counts signed',
    changed: 'is not the file that its manifest was signed for',
    'unreadable-manifest': 'has a manifest that cannot be read',
  },
  proof: {
    backup: ({ time, fileCount }) => `the backup of ${time} is whole: ${fileCount} files are what was written then`,
    database: ({ recordCount, lastBatch }) =>
      `the database can be read, every block of it: ${recordCount} records in ${lastBatch} batches`,
    chain: ({ batchCount, unnamedCount }) => {
      const before = unnamedCount > 0 ? `; nothing is named of the ${unnamedCount} batches before them` : ''
      return `the ledger chain is whole, and each of the ${batchCount} batches it names is in the database with its counts and hash${before}`
    },
    'chain-alone': ({ lastBatch }) => `the ledger chain by itself is whole, up to batch ${lastBatch}`,
    'no-chain': () => 'the ledger has no chain yet; nothing shows whether batches are missing',
    audit: ({ entryCount }) => `the audit log is whole: ${entryCount} entries, none changed, removed or inserted`,
    'export-files': ({ count }) => `${count} export files are what their manifests were signed for`,
  },
  notProved: {
    truth: 'that the records say what really happened: a batch is known by its counts and the SHA-256 of its delivery',
    'common-cut': 'that nothing followed the last signed checkpoint and was cut off everywhere at once',
    'whose-key': 'whose key signed: compare its id with what the operator told you, or give it with --key',
  },
  loss: ({ time, missingRecords }, ranges) =>
    `the recovery of ${time} could not bring back ${ranges.join(', ')}: ${missingRecords} records are missing`,
  partly: ' in part',
}

const CHINESE: Words = {
  places: { database: '数据库', chain: '台账链' },
  problem: {
    'list-not-signed': () => 'backup.json 不是由有效密钥签名的备份清单',
    'file-unknown': ({ path }) => `${path} 不属于该备份`,
    'file-changed': ({ path }) => `${path} 不是备份时的文件`,
    'file-missing': ({ path }) => `缺少 ${path}`,
    'database-missing': ({ path }) => `缺少 ${path}，但属于它的其他文件还在`,
    'database-damaged': ({ path, reason }) => `${path} 已损坏：${reason}`,
    'chain-missing': () => '缺少台账链',
    'chain-damaged': ({ problem }) => `台账链：${logProblemWords(problem, 'zh')}`,
    'chain-foreign-entry': ({ sequence }) => `台账链的条目 ${sequence} 属于其他类型`,
    ledger: ({ problem }, places) => chainProblemWords(problem, places, 'zh'),
    'too-many-records': ({ recordCount, createdCount }) =>
      `共有 ${recordCount} 条记录，但各批次只新建了 ${createdCount} 条`,
    'audit-missing': ({ path }) => `缺少审计日志：${path}`,
    'audit-damaged': ({ problem }) => `审计日志：${logProblemWords(problem, 'zh')}`,
    'export-file': ({ name, why }) => `exports/${name} ${CHINESE.exportFile[why]}`,
  },
  exportFile: {
    'no-manifest': '没有清单',
    'not-signed': '的清单不是由有效密钥签名',
    changed: '不是其清单所签名的文件',
    'unreadable-manifest': '的清单无法读取',
  },
  proof: {
    backup: ({ time, fileCount }) => `${time} 的备份完整：${fileCount} 个文件与写入时一致`,
    database: ({ recordCount, lastBatch }) => `数据库的每个数据块均可读取：${lastBatch} 批共 ${recordCount} 条记录`,
    chain: ({ batchCount, unnamedCount }) => {
      const before = unnamedCount > 0 ? `；此前的 ${unnamedCount} 批没有条目` : ''
      return `台账链完整，它所列的 ${batchCount} 批均在数据库中，计数与哈希一致${before}`
    },
    'chain-alone': ({ lastBatch }) => `台账链本身完整，止于第 ${lastBatch} 批`,
    'no-chain': () => '台账尚无链；无法得知是否缺少批次',
    audit: ({ entryCount }) => `审计日志完整：${entryCount} 个条目，没有被改动、删除或插入`,
    'export-files': ({ count }) => `${count} 个导出文件与其签名清单一致`,
  },
  notProved: {
    truth: '记录所述是否属实：批次仅以计数及送达内容的 SHA-256 为凭',
    'common-cut': '最后一个签名检查点之后的内容是否在各处同时被截去',
    'whose-key': '签名密钥属于谁：请与运营方告知的标识核对，或用 --key 提供',
  },
  loss: ({ time, missingRecords }, ranges) =>
    `${time} 的恢复未能找回${ranges.join('、')}：缺少 ${missingRecords} 条记录`,
  partly: '（部分）',
}

const WORDS: Record<Speech, Words> = { en: ENGLISH, zh: CHINESE }

/** Findings in one language, each without a full stop. */
export interface DirectoryWords {
  /** @param places what database and chain are called. @default in general words */
  problem(problem: DirectoryProblem, places?: Places): string
  proof(proof: DirectoryProof): string
  notProved(what: NotProved): string
  loss(loss: KnownLoss): string
}

/** The words for what is found in a directory. */
export function directoryWords(speech: Speech): DirectoryWords {
  const words = WORDS[speech]
  return {
    problem: (problem, places = words.places) => tell(words.problem, problem, places),
    proof: (proof) => tell(words.proof, proof, words.places),
    notProved: (what) => words.notProved[what],
    loss: (loss) => {
      const ranges = loss.ranges.map(
        ({ from, to, isPartly }) => `${batchRange(from, to, speech)}${isPartly ? words.partly : ''}`,
      )
      return words.loss(loss, ranges)
    },
  }
}

function tell<Facts extends { readonly kind: string }>(told: Told<Facts>, facts: Facts, places: Places): string {
  const words: (facts: never, places: Places) => string = told[facts.kind as Facts['kind']]
  return words(facts as never, places)
}

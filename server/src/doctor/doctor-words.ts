import type { Speech } from '@deskledger/proof'
import { type DirectoryWords, directoryWords } from '../backup/directory-words.js'
import type { DataDirectory } from '../data-directory.js'
import type { Remedy } from './remedy.js'
import { shellWord } from './shell-word.js'
import type { Problem, StartProblem } from './start-problem.js'

type Told = {
  readonly [Kind in StartProblem['kind']]: (facts: Extract<StartProblem, { kind: Kind }>) => string
}

interface Words {
  readonly problem: Told
  /** @param root of the data directory */
  readonly remedy: Record<Remedy, (problem: Problem, root: string) => string>
}

/** NEW and BACKUP are for the reader to fill in. */
const recoverCommand = (root: string): string => `deskledger recover --data-dir ${shellWord(root)} --to NEW`

const restoreCommand = (root: string): string => `deskledger restore ${shellWord(root)} --data-dir NEW`

const verifyCommand = (root: string): string => `deskledger verify ${shellWord(root)}`

const closeCommand = (problem: Problem): string => `chmod 600 ${shellWord(pathOf(problem))}`

const pathOf = (problem: Problem): string => ('path' in problem ? problem.path : '')

const ENGLISH: Words = {
  problem: {
    'no-directory': ({ path }) => `${path} is no directory`,
    'is-backup': ({ path }) => `${path} is a backup, and no server runs on one`,
    'not-accessible': ({ path, code }) => `${path} may not be read and written by this user (${code})`,
    'foreign-file': ({ path }) => `${path} is not a ledger's`,
    'in-use': ({ path }) => `another process has ${path} open`,
    'too-new': ({ path, migration }) => `${path} was written by a newer deskledger (${migration})`,
    'open-to-others': ({ path, mode }) => `other users may use ${path} (mode ${mode.toString(8)})`,
    'secrets-key-missing': ({ path }) => `${path} is missing, and without it the secrets of the ledger cannot be read`,
    'secrets-key-damaged': ({ path }) => `${path} holds no key`,
    'secrets-key-differs': ({ source, accessKey }) =>
      `the key of ${source} is not the one that the secret of access key ${accessKey} was sealed with`,
    'signing-key-missing': ({ path }) => `${path} is missing, though the ledger signed with a key`,
    'signing-key-damaged': ({ path }) => `${path} holds no key that can be signed with`,
    'signing-key-list-damaged': ({ path }) => `${path} is no list of keys`,
  },
  remedy: {
    'choose-directory': () => 'give the data directory: DESKLEDGER_DATA_DIR, or as the argument of this command',
    'restore-it': (_, root) => `${restoreCommand(root)}; ${verifyCommand(root)} verifies it`,
    'change-owner': (problem) => `run as the owner of ${pathOf(problem)}, or change its owner or mode`,
    'mount-for-writing': () => 'mount the file system for writing',
    'remove-foreign-file': () => 'move that file elsewhere, or choose another data directory',
    'stop-server': () =>
      'stop that process (a server of this directory?), then ask again; a server that runs needs no remedy',
    'start-newer-version': () => 'start that version, or a later one',
    'close-to-others': closeCommand,
    'put-secrets-key-back': () =>
      'put the key file back, from a backup or from where you keep it; nothing else opens these secrets',
    'put-signing-key-back': (problem) =>
      `put ${pathOf(problem)} back from a backup; or remove it and put a new Ed25519 key there, to sign with that from now on`,
    'put-key-list-back': (problem) => `put ${pathOf(problem)} back from a backup`,
    'recover-with-backup': (_, root) =>
      `if the right files are somewhere, put them back; otherwise ${recoverCommand(root)} --from BACKUP`,
    recover: (_, root) =>
      `if the right files are somewhere, put them back; otherwise ${recoverCommand(root)} --from BACKUP, or without --from if there is no backup`,
    restore: () => 'records came in past deskledger: restore the last sound backup with deskledger restore',
    'use-another-backup': () => 'use another backup',
    'export-again': () => 'the server starts all the same; delete the export and ask for it again',
    'start-mends': () => 'the next start mends it',
  },
}

const CHINESE: Words = {
  problem: {
    'no-directory': ({ path }) => `${path} 不是目录`,
    'is-backup': ({ path }) => `${path} 是备份，服务器不能在备份上运行`,
    'not-accessible': ({ path, code }) => `当前用户无法读写 ${path}（${code}）`,
    'foreign-file': ({ path }) => `${path} 不属于台账`,
    'in-use': ({ path }) => `另一个进程正在使用 ${path}`,
    'too-new': ({ path, migration }) => `${path} 由更新版本的 deskledger 写入（${migration}）`,
    'open-to-others': ({ path, mode }) => `其他用户可以使用 ${path}（权限 ${mode.toString(8)}）`,
    'secrets-key-missing': ({ path }) => `缺少 ${path}，没有它就无法读取台账的密文`,
    'secrets-key-damaged': ({ path }) => `${path} 中没有密钥`,
    'secrets-key-differs': ({ source, accessKey }) => `${source} 的密钥不是加密访问密钥 ${accessKey} 所用的密钥`,
    'signing-key-missing': ({ path }) => `缺少 ${path}，但台账曾用密钥签名`,
    'signing-key-damaged': ({ path }) => `${path} 中没有可用于签名的密钥`,
    'signing-key-list-damaged': ({ path }) => `${path} 不是密钥列表`,
  },
  remedy: {
    'choose-directory': () => '请指明数据目录：DESKLEDGER_DATA_DIR，或作为本命令的参数',
    'restore-it': (_, root) => `${restoreCommand(root)}；用 ${verifyCommand(root)} 验证`,
    'change-owner': (problem) => `请以 ${pathOf(problem)} 的属主运行，或更改其属主或权限`,
    'mount-for-writing': () => '请以可写方式挂载该文件系统',
    'remove-foreign-file': () => '请将该文件移到别处，或选择其他数据目录',
    'stop-server': () => '请停止该进程（是否为此目录的服务器？），然后重试；正在运行的服务器无需处理',
    'start-newer-version': () => '请启动该版本或更新的版本',
    'close-to-others': closeCommand,
    'put-secrets-key-back': () => '请从备份或您保管之处放回密钥文件；没有别的办法打开这些密文',
    'put-signing-key-back': (problem) =>
      `请从备份放回 ${pathOf(problem)}；或将其移走并放入新的 Ed25519 密钥，此后用它签名`,
    'put-key-list-back': (problem) => `请从备份放回 ${pathOf(problem)}`,
    'recover-with-backup': (_, root) => `若正确的文件仍在别处，请放回；否则 ${recoverCommand(root)} --from BACKUP`,
    recover: (_, root) =>
      `若正确的文件仍在别处，请放回；否则 ${recoverCommand(root)} --from BACKUP，没有备份时不带 --from`,
    restore: () => '有记录绕过 deskledger 写入：请用 deskledger restore 恢复最近的完好备份',
    'use-another-backup': () => '请使用另一个备份',
    'export-again': () => '服务器仍可启动；请删除该导出并重新请求',
    'start-mends': () => '下次启动时会修复',
  },
}

const WORDS: Record<Speech, Words> = { en: ENGLISH, zh: CHINESE }

/** Findings and remedies in one language, each without a full stop. */
export interface DoctorWords extends Pick<DirectoryWords, 'proof' | 'loss'> {
  problem(problem: Problem): string
  remedy(remedy: Remedy, problem: Problem): string
}

/** The words for what is found in this directory. */
export function doctorWords(speech: Speech, directory: DataDirectory): DoctorWords {
  const [words, general] = [WORDS[speech], directoryWords(speech)]
  return {
    proof: general.proof,
    loss: general.loss,
    problem: (problem) =>
      isStartProblem(problem) ? tell(words.problem, problem) : general.problem(problem, directory),
    remedy: (remedy, problem) => words.remedy[remedy](problem, directory.root),
  }
}

function isStartProblem(problem: Problem): problem is StartProblem {
  return problem.kind in ENGLISH.problem
}

function tell<Kind extends StartProblem['kind']>(told: Told, problem: Extract<StartProblem, { kind: Kind }>): string {
  const words: (problem: Extract<StartProblem, { kind: Kind }>) => string = told[problem.kind as Kind]
  return words(problem)
}

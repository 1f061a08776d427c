import type { Speech } from '@deskledger/proof'
import { count } from '../figures.js'
import type { ManifestFacts, NoManifest } from './read-manifest.js'
import type { Check, Verdict } from './verify-export.js'

type Checked = Extract<Verdict, { kind: 'checked' }>

/** What verdicts are made of, in one language. */
interface Words {
  readonly good: string
  readonly bad: string
  readonly signed: (keyId: string) => string
  readonly check: Record<Check['check'], string>
  readonly differs: (name: string, found: string, expected: string) => string
  readonly notCounted: (format: string) => string
  readonly answers: string
  readonly asOf: (sequence: number, time: string) => string
  readonly asked: (by: string, at: string) => string
  readonly everything: string
  readonly proved: string
  readonly unknownKey: string
  readonly refused: string
  readonly notSignedSo: (keyIds: string) => string
  readonly noManifest: Record<NoManifest, string>
}

const WORDS: Record<Speech, Words> = {
  en: {
    good: 'ok ',
    bad: 'BAD',
    signed: (keyId) => `signed by key ${keyId}`,
    check: { size: 'size in bytes', digest: 'SHA-256', rows: 'rows' },
    differs: (name, found, expected) => `${name}: the file has ${found}, the manifest says ${expected}`,
    notCounted: (format) => `rows of ${format} files are not counted here; the SHA-256 covers them`,
    answers: 'It answers:',
    asOf: (sequence, time) => `State of the ledger: batch ${sequence}, ${time}. Nothing later is in it.`,
    asked: (by, at) => `Asked for by ${by}, finished at ${at}.`,
    everything: 'no filter',
    proved: 'Proved: this is the file that was signed, whole and unaltered.',
    unknownKey:
      'Not proved: whose key it is. Compare its id with the one that the operator told you, or give that key with --key.',
    refused: 'Refused: this is not the file that was signed.',
    notSignedSo: (keyIds) =>
      `Refused: the manifest was changed after it was signed, or was not signed with this key. It names ${keyIds}.`,
    noManifest: {
      unsigned: 'Refused: the manifest is one of version 1, which was not signed. It proves nothing.',
      unreadable: 'Refused: this is no manifest of an export file.',
      'unknown-version': 'Refused: the manifest has a version that this program does not know; use a newer one.',
    },
  },
  zh: {
    good: '通过',
    bad: '不符',
    signed: (keyId) => `签名密钥 ${keyId}`,
    check: { size: '字节数', digest: 'SHA-256', rows: '行数' },
    differs: (name, found, expected) => `${name}：文件为 ${found}，清单为 ${expected}`,
    notCounted: (format) => `此处不统计 ${format} 文件的行数；SHA-256 已涵盖其内容`,
    answers: '所答复的查询：',
    asOf: (sequence, time) => `台账状态：第 ${sequence} 批，${time}。不含其后的任何内容。`,
    asked: (by, at) => `由 ${by} 请求，完成于 ${at}。`,
    everything: '无筛选条件',
    proved: '已证明：这正是被签名的文件，完整且未被改动。',
    unknownKey: '未证明：密钥属于谁。请将密钥标识与运营方告知的标识核对，或用 --key 提供该密钥。',
    refused: '拒绝：这不是被签名的文件。',
    notSignedSo: (keyIds) => `拒绝：清单在签名后被改动，或不是用此密钥签名。清单标明的密钥：${keyIds}。`,
    noManifest: {
      unsigned: '拒绝：清单为版本 1，未签名，不能证明任何内容。',
      unreadable: '拒绝：这不是导出文件的清单。',
      'unknown-version': '拒绝：此程序不认识该清单版本；请使用更新的版本。',
    },
  },
}

/** A verdict in words, one finding a line. */
export function verdictLines(verdict: Verdict, speech: Speech): readonly string[] {
  const words = WORDS[speech]
  if (verdict.kind === 'no-manifest') return [words.noManifest[verdict.why]]
  if (verdict.kind === 'not-signed-so') {
    return [words.notSignedSo(verdict.claimedKeyIds.map((keyId) => JSON.stringify(keyId)).join(', '))]
  }
  return checkedLines(verdict, words)
}

function checkedLines(verdict: Checked, words: Words): readonly string[] {
  const { manifest, checks, isProved, isKnownKey, keyId } = verdict
  const isCounted = checks.some(({ check }) => check === 'rows')
  return [
    `${words.good} ${words.signed(keyId)}`,
    ...checks.map((check) => checkLine(check, words)),
    ...(isCounted ? [] : [`    ${words.notCounted(manifest.format)}`]),
    ...(isProved ? [...aboutLines(manifest, words), words.proved] : [words.refused]),
    ...(isKnownKey ? [] : [words.unknownKey]),
  ]
}

function checkLine({ check, isGood, found, expected }: Check, words: Words): string {
  const name = words.check[check]
  if (isGood) return `${words.good} ${name} ${shown(found)}`
  return `${words.bad} ${words.differs(name, shown(found), shown(expected))}`
}

function aboutLines({ query, project_id, cut_off, requested_by, end_time }: ManifestFacts, words: Words) {
  const filters = Object.entries(query).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return [
    `${words.answers} project_id=${JSON.stringify(project_id)} ${filters.join(' ') || words.everything}`,
    words.asOf(cut_off.sequence, cut_off.time),
    words.asked(JSON.stringify(requested_by), end_time),
  ]
}

function shown(value: string | number | undefined): string {
  return typeof value === 'number' ? count(value) : (value ?? '?')
}

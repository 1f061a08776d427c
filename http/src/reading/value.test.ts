import { OPERATIONS } from '@deskledger/contract'
import { InvalidParameterError } from '@deskledger/domain'
import Type, { type TSchema } from 'typebox'
import { describe, expect, it } from 'vitest'
import { readValue } from './value.js'

const PARAMETERS = {
  ...OPERATIONS.ListLoginRecordsNew.query.properties,
  ...OPERATIONS.ExportUserConnectionNew.query.properties,
  // Last: `status` is that of tasks.
  ...OPERATIONS.ListExportTasks.query.properties,
  listLimit: OPERATIONS.ListLoginRecordsNew.query.properties.limit,
}

type Name = keyof typeof PARAMETERS

describe('readValue', () => {
  it.each<[Name, string, string | number | boolean | undefined]>([
    ['listLimit', '0', 0],
    ['listLimit', '1000', 1000],
    ['limit', '1', 1],
    ['limit', '100', 100],
    ['offset', '2147483646', 2_147_483_646],
    ['max_e2e_rtt', '10000', 10_000],
    ['is_download', 'true', true],
    ['is_download', 'false', false],
    ['status', 'FAIL', 'FAIL'],
    ['language', 'zh_CN', 'zh_CN'],
    ['language', 'zh-cn', 'zh_CN'],
    ['language', 'en-us', 'en_US'],
    ['start_time', '2016-08-20T21:11Z', '2016-08-20T21:11Z'],
    ['start_time', '2016-08-20T21:11:11.5+08:00', '2016-08-20T21:11:11.5+08:00'],
    ['user_name', '', undefined],
    ['enterprise_project_id', '', undefined],
    ['status', '', undefined],
    ['language', '', undefined],
    ['sort_field', '', undefined],
    ['sort_type', '', undefined],
    ['format', '', undefined],
    ['user_name', ' a ', ' a '],
    ['user_name', '😀'.repeat(255), '😀'.repeat(255)],
    ['enterprise_project_id', '0', '0'],
  ])('%s takes %j', (name, text, value) => {
    expect(readValue(name, text, PARAMETERS[name])).toBe(value)
  })

  it.each<[Name, string]>([
    ['listLimit', '1001'],
    ['limit', '0'],
    ['limit', '101'],
    ['offset', '2147483647'],
    ['max_e2e_rtt', '10001'],
    ...['', '-1', '+1', '01', '1.0', '1e3', '0x10', '1_000', ' 1', '１', 'NaN', 'Infinity', '9'.repeat(30)].map(
      (text): [Name, string] => ['offset', text],
    ),
    ...['', 'TRUE', '1', 'yes'].map((text): [Name, string] => ['is_download', text]),
    ...['fail', 'ALL'].map((text): [Name, string] => ['status', text]),
    ...['en', 'ZH_cn', 'zh_cn', 'zh-CN'].map((text): [Name, string] => ['language', text]),
    ...['', 'now', '2016-02-30T00:00Z', '2016-08-20', '2016-08-20 21:11:11', '2016-08-20T21:11:11'].map(
      (text): [Name, string] => ['start_time', text],
    ),
    ['user_name', 'a'.repeat(256)],
    ['enterprise_project_id', 'a b'],
    ['enterprise_project_id', 'a\n'],
    ['enterprise_project_id', 'a'.repeat(37)],
  ])('%s refuses %j and the message names it', (name, text) => {
    expect(() => readValue(name, text, PARAMETERS[name])).toThrow(new RegExp(`^${name} (?:must|may) `))
  })

  it.each<[Name, string, string]>([
    ['enterprise_project_id', 'a b', 'enterprise_project_id may have only letters, digits, - and _'],
    ['sort_field', 'name', 'sort_field must be create_time'],
    ['sort_type', 'asc', 'sort_type must be one of ASC, DESC'],
    [
      'start_time',
      '2016-02-30T00:00Z',
      'start_time must be a real date with time and Z or an offset, like 2026-01-31T08:00:00Z, from 1970 to 9999',
    ],
  ])('%s refuses %j in plain words', (name, text, message) => {
    expect(() => readValue(name, text, PARAMETERS[name])).toThrow(
      new InvalidParameterError(name, message.slice(name.length + 1)),
    )
  })

  it.each<[TSchema, string, string]>([
    [Type.Integer(), '-1', `a must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, in plain digits`],
    [Type.Integer({ minimum: 2, maximum: 3 }), '4', 'a must be a whole number from 2 to 3, in plain digits'],
    [Type.Boolean(), 'yes', 'a must be true or false'],
    [Type.String({ minLength: 1 }), '', 'a must not be empty'],
    [Type.String({ maxLength: 1 }), '张😀', 'a must have 1 characters at most, got 2'],
    [Type.String({ pattern: '^b$' }), 'c', 'a must match ^b$'],
  ])('by the schema %j %j is refused: %s', (schema, text, message) => {
    expect(() => readValue('a', text, schema)).toThrow(new InvalidParameterError('a', message.slice(2)))
  })

  it.each<[TSchema, string, string | number]>([
    [Type.Integer(), String(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
    [Type.Integer({ minimum: 2, maximum: 3 }), '2', 2],
    [Type.String({ minLength: 1, maxLength: 1 }), '😀', '😀'],
    [Type.String({ pattern: '^.$' }), '😀', '😀'],
    [Type.String(), '\n'.repeat(300), '\n'.repeat(300)],
  ])('by the schema %j %j is taken', (schema, text, value) => {
    expect(readValue('a', text, schema)).toBe(value)
  })
})

import { readStruct, type ThriftStruct, type ThriftValue, TYPES } from './thrift-compact.js'

/** Begins and ends every Parquet file. */
export const MAGIC = Buffer.from('PAR1')

/** Fields of the footer's structs by their ids (parquet.thrift of the Apache Parquet format). */
const FILE = { schema: 2, rowCount: 3, rowGroups: 4 } as const
const ROW_GROUP = { columns: 1, fileOffset: 5, ordinal: 7 } as const
const COLUMN = { fileOffset: 2, metaData: 3, offsetIndex: 4, columnIndex: 6 } as const
const META_DATA = { dataPage: 9, indexPage: 10, dictionaryPage: 11, bloomFilter: 14 } as const
const SCHEMA_ELEMENT = { logicalType: 10 } as const
const LOGICAL_TYPE = { timestamp: 8 } as const
const TIMESTAMP = { isAdjustedToUtc: 1 } as const

/** A Parquet file taken apart. */
export interface ParquetPart {
  /** What stands between the magic number and the footer. */
  readonly data: Buffer
  readonly footer: ThriftStruct
}

/** @throws {RangeError} the bytes are no Parquet file */
export function parquetPart(file: Buffer): ParquetPart {
  const tail = file.length - 8
  if (tail < 4 || !file.subarray(-4).equals(MAGIC)) throw new RangeError('What was rendered is no Parquet file.')
  const footerAt = tail - file.readUInt32LE(tail)
  return { data: file.subarray(4, footerAt), footer: readStruct(file.subarray(footerAt, tail)) }
}

/** Says of every column of instants that they are of UTC: engines have such a type of microseconds only. */
export function markInstantsAsUtc(footer: ThriftStruct): void {
  for (const element of structsOf(footer.fields.get(FILE.schema))) {
    const logicalType = element.fields.get(SCHEMA_ELEMENT.logicalType)
    const timestamp = logicalType?.type === TYPES.struct ? logicalType.fields.get(LOGICAL_TYPE.timestamp) : undefined
    if (timestamp?.type === TYPES.struct) timestamp.fields.set(TIMESTAMP.isAdjustedToUtc, { type: TYPES.true })
  }
}

/** The row groups of a file whose data now stand so many bytes further on. */
export function movedRowGroups({ footer }: ParquetPart, byBytes: number): ThriftStruct[] {
  const groups = structsOf(footer.fields.get(FILE.rowGroups))
  for (const group of groups) {
    move(group, ROW_GROUP.fileOffset, byBytes)
    // Optional, and of 16 bits: a file can have more row groups than that.
    group.fields.delete(ROW_GROUP.ordinal)
    for (const column of structsOf(group.fields.get(ROW_GROUP.columns))) moveColumn(column, byBytes)
  }
  return groups
}

function moveColumn(column: ThriftStruct, byBytes: number): void {
  for (const place of [COLUMN.fileOffset, COLUMN.offsetIndex, COLUMN.columnIndex]) move(column, place, byBytes)
  const metaData = column.fields.get(COLUMN.metaData)
  if (metaData?.type !== TYPES.struct) return
  for (const place of Object.values(META_DATA)) move(metaData, place, byBytes)
}

/** An absent place stays so, and 0 means that there is none. */
function move(struct: ThriftStruct, field: number, byBytes: number): void {
  const place = struct.fields.get(field)
  if (place?.type !== TYPES.i64 || place.value === 0n) return
  struct.fields.set(field, { type: TYPES.i64, value: place.value + BigInt(byBytes) })
}

/** Number of rows that a footer tells. */
export function rowCountOf({ fields }: ThriftStruct): bigint {
  const count = fields.get(FILE.rowCount)
  return count?.type === TYPES.i64 ? count.value : 0n
}

/** The footer of a file that has these row groups in place of its own. */
export function footerWith(footer: ThriftStruct, rowGroups: readonly ThriftStruct[], rowCount: bigint): ThriftStruct {
  const fields = new Map(footer.fields)
  fields.set(FILE.rowCount, { type: TYPES.i64, value: rowCount })
  fields.set(FILE.rowGroups, { type: TYPES.list, elementType: TYPES.struct, items: [...rowGroups] })
  return { type: TYPES.struct, fields }
}

function structsOf(value: ThriftValue | undefined): ThriftStruct[] {
  const items = value?.type === TYPES.list ? value.items : []
  return items.filter((item): item is ThriftStruct => item.type === TYPES.struct)
}

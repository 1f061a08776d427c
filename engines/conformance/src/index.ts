export { describeExportFileStore, type ExportFileStoreUnderTest } from './export-file-store.js'
export { describeExportTaskStore, type ExportTaskStoreUnderTest } from './export-task-store.js'
export { describeRecordStore, type RecordStoreUnderTest } from './record-store.js'

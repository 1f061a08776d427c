import type { Static } from 'typebox'
import * as Type from 'typebox'

/** Answer of CreateBackup. */
export const Backup = Type.Object(
  {
    name: Type.String({ description: 'Its directory below the one that the server keeps backups in.' }),
    time: Type.String({ description: 'When it began, UTC with milliseconds.' }),
    batch: Type.Integer({ description: 'The last ingest batch that is in it.' }),
    file_count: Type.Integer(),
    byte_count: Type.Integer(),
  },
  { $id: 'Backup', additionalProperties: false },
)
export type Backup = Static<typeof Backup>

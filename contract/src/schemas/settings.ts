import type { Static } from 'typebox'
import * as Type from 'typebox'

const STRICT = { additionalProperties: false }

/** One setting of the server, as it is in force. */
export const SettingView = Type.Object(
  {
    name: Type.String({ description: 'Name of the environment variable.' }),
    value: Type.Optional(Type.String({ description: 'What is in force; absent for secrets and for what is not set.' })),
    default_text: Type.String({ description: 'The default, in words.' }),
    description: Type.String(),
    is_secret: Type.Boolean({ description: 'Whether the value is never told.' }),
  },
  { $id: 'Setting', ...STRICT },
)
export type SettingView = Static<typeof SettingView>

/** Answer of ShowSettings. */
export const SettingListView = Type.Object(
  { settings: Type.Array(SettingView, { description: 'All settings, in the order of the documentation.' }) },
  { $id: 'SettingList', ...STRICT },
)
export type SettingListView = Static<typeof SettingListView>

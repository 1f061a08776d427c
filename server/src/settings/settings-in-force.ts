import { SETTING_DEFINITIONS, type SettingDefinition, type Settings } from './definitions.js'

/** A setting as administrators see it. */
export interface SettingInForce {
  readonly name: string
  /** Absent for secrets, and for what is not set and has no default of its own. */
  readonly value?: string
  readonly default_text: string
  readonly description: string
  readonly is_secret: boolean
}

/** All settings as they are in force. What no flag may say is a secret, and is not told. */
export function settingsInForce(settings: Settings): readonly SettingInForce[] {
  return Object.entries<SettingDefinition<unknown>>(SETTING_DEFINITIONS).map(([name, definition]) => {
    const value: unknown = settings[name as keyof Settings]
    const isSecret = definition.flag === undefined
    return {
      name: definition.env,
      ...(!isSecret && value !== undefined && { value: String(value) }),
      default_text: definition.defaultText,
      description: definition.description,
      is_secret: isSecret,
    }
  })
}

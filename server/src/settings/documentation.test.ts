import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SETTING_DEFINITIONS, type SettingDefinition } from './definitions.js'

const PAGE = '../../../docs/configuration.md'
const EXAMPLE = '../../../.env.example'

/** Above it the page is written by hand, below it by this test: `npx vitest run server -u`. */
const MARK = '<!-- Below this line the page is written by server/src/settings/documentation.test.ts -->'

const DEFINITIONS: readonly SettingDefinition<unknown>[] = Object.values(SETTING_DEFINITIONS)

/** `<…>` outside of code would be a tag. */
function asCode(text: string): string {
  return text.replace(/\S*<[^>]+>\S*/g, (words) => `\`${words}\``)
}

function entry({ env, flag, description, defaultText }: SettingDefinition<unknown>): string {
  const names = flag === undefined ? `\`${env}\`, no flag` : `\`${env}\`, \`${flag}\``
  return `- ${names}, default: ${asCode(defaultText)}\\\n  ${asCode(description)}`
}

/** A line that sets the default; none to set where the server makes it up. */
function exampleLine({ env, description, defaultText, defaultValue }: SettingDefinition<unknown>): string {
  const told = defaultValue === undefined ? `\n# default: ${defaultText}` : ''
  return `# ${description}${told}\n# ${env}=${defaultValue ?? ''}\n`
}

describe('the documentation of the settings', () => {
  it('docs/configuration.md lists every setting', async () => {
    const [written = '', ...rest] = readFileSync(new URL(PAGE, import.meta.url), 'utf8').split(MARK)
    expect(rest, 'the mark stands in the page once').toHaveLength(1)
    const list = DEFINITIONS.map(entry).join('\n')
    await expect(`${written}${MARK}\n\n## Settings of the server\n\n${list}\n`).toMatchFileSnapshot(PAGE)
  })

  it('.env.example holds every setting, at its default', async () => {
    const head = '# Settings of deskledger serve, at their defaults; docs/configuration.md tells more.\n'
    await expect([head, ...DEFINITIONS.map(exampleLine)].join('\n')).toMatchFileSnapshot(EXAMPLE)
  })
})

import { readFile } from 'node:fs/promises'

const HOW_TO = new URL('../../docs/howto/', import.meta.url)

/**
 * The first code block of a section of a how-to page, exactly as it stands there.
 * @throws {Error} the page has no such section, or the section no such block
 */
export async function documentedSample(page: string, section: string, language: string): Promise<string> {
  const text = await readFile(new URL(page, HOW_TO), 'utf8')
  const [, body = ''] = text.split(`\n## ${section}\n`)
  const [ofSection = ''] = body.split('\n## ')
  const [, sample] = new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's').exec(ofSection) ?? []
  if (sample === undefined) throw new Error(`${page} has no ${language} block in its section ${section}`)
  return sample
}

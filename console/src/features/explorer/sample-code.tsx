import { Button, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSession } from '../../app/session.js'
import { useText } from '../../text/use-text.js'
import { CodeBlock } from '../../ui/code-block.js'
import type { NamedOperation } from './operation-list.js'
import { languagesOf, SAMPLES, type SampleLanguage } from './samples/languages.js'
import type { FilledRequest } from './sent-request.js'

/** The request as a program, complete but for the secrets, which it reads from the environment. */
export function SampleCode({
  operation,
  request,
}: {
  readonly operation: NamedOperation
  readonly request: FilledRequest
}): ReactNode {
  const { region } = useSession()
  const { explorer: text } = useText()
  const [chosen, setChosen] = useState<SampleLanguage>('curl')
  const languages = languagesOf({ operation })
  const language = languages.includes(chosen) ? chosen : 'curl'
  const code = SAMPLES[language]({ operation, request, endpoint: window.location.origin, region })
  return (
    <section aria-label={text.sample} style={{ marginTop: 24 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
        <h3 style={{ margin: 0 }}>{text.sample}</h3>
        <Segmented
          value={language}
          options={[...languages]}
          onChange={(value) => setChosen(value)}
          aria-label={text.language}
        />
        <Button size="small" onClick={() => void navigator.clipboard.writeText(code)}>
          {text.copy}
        </Button>
      </div>
      <CodeBlock label={language}>{code}</CodeBlock>
      <p>{text.secrets[language === 'curl' ? 'token' : language === 'TypeScript' ? 'own' : 'official']}</p>
    </section>
  )
}

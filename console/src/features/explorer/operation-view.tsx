import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { jsonRule } from '../../ui/json-rule.js'
import { Answer } from './answer.js'
import { exampleBody } from './example-body.js'
import styles from './explorer-page.module.css'
import type { NamedOperation } from './operation-list.js'
import { fieldsOf, type ParameterField } from './parameter-fields.js'
import { SampleCode } from './sample-code.js'
import { sendRequest } from './send-request.js'
import type { FilledRequest } from './sent-request.js'

/** One operation: what it does, its parameters to fill in, its answer, and programs that make the same request. */
export function OperationView({ operation }: { readonly operation: NamedOperation }): ReactNode {
  const { projectId = '' } = useProject()
  const { explorer: text, label } = useText()
  const fields = fieldsOf(operation)
  const example = exampleBody(operation.body?.['application/json'])
  const [form] = Form.useForm<Record<string, string | undefined>>()
  const [filled, setFilled] = useState<Record<string, string | undefined>>({ body: example })
  const request = toRequest(operation, projectId, fields, filled)
  const send = useMutation({ mutationFn: (asked: FilledRequest) => sendRequest(operation, asked) })
  // Another project's answer means nothing here.
  const isAnswered = send.variables?.projectId === projectId
  return (
    <article>
      <h2 style={{ marginTop: 0 }}>
        {operation.summary} {operation.isExtension && <small>({text.extension})</small>}
      </h2>
      <p className={styles['path']}>
        <code>
          {operation.method} {operation.path}
        </code>
      </p>
      <p>{operation.description}</p>
      {'action' in operation.access && (
        <p>
          {label(text.action)}
          <code>{operation.access.action}</code>
        </p>
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ body: example }}
        onValuesChange={(_, values) => setFilled(values)}
        onFinish={() => send.mutate(request)}
      >
        <div className={styles['fields']}>
          {fields.map((field) => (
            <Form.Item
              key={`${field.place}.${field.name}`}
              name={`${field.place}.${field.name}`}
              label={`${field.name}${field.isExtension ? ` (${text.extension})` : ''}`}
              extra={field.description}
              rules={field.isRequired ? [{ required: true, message: text.required }] : []}
            >
              {field.kind === 'choice' ? (
                <Select
                  allowClear
                  options={field.choices.map((value) => ({ value, label: value }))}
                  placeholder={field.placeholder}
                />
              ) : (
                <Input allowClear placeholder={field.placeholder} />
              )}
            </Form.Item>
          ))}
        </div>
        {example !== undefined && (
          <Form.Item name="body" label={text.body} rules={[jsonRule(text.notJson)]}>
            <Input.TextArea
              autoSize={{ minRows: 3, maxRows: 20 }}
              spellCheck={false}
              className={styles['code'] ?? ''}
            />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {text.send}
        </Button>
      </Form>
      {isAnswered && <Answer received={send.data} error={send.error} />}
      <SampleCode operation={operation} request={request} />
    </article>
  )
}

function toRequest(
  { id }: NamedOperation,
  projectId: string,
  fields: readonly ParameterField[],
  filled: Record<string, string | undefined>,
): FilledRequest {
  const given = fields.flatMap((field) => {
    const value = filled[`${field.place}.${field.name}`]
    return value === undefined || value === '' ? [] : [{ ...field, value }]
  })
  const body = filled['body']
  return {
    id,
    projectId,
    path: Object.fromEntries(given.filter(({ place }) => place === 'path').map(({ name, value }) => [name, value])),
    query: Object.fromEntries(
      given
        .filter(({ place }) => place === 'query')
        // What is no integer is sent as it is: the server's own words say best what is wrong.
        .map(({ name, value, kind }) => [name, kind === 'integer' && /^\d{1,15}$/.test(value) ? Number(value) : value]),
    ),
    body: body !== undefined && isJson(body) ? body : undefined,
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

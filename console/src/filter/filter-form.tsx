import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../text/use-text.js'
import { MAX_RTT, type RecordFilter, STATUSES, TEXT_FIELDS } from './record-filter.js'

/** The filter as fields. */
export function FilterForm({
  filter,
  onChange,
}: {
  readonly filter: RecordFilter
  readonly onChange: (filter: RecordFilter) => void
}): ReactNode {
  const { records: text } = useText()
  const latency = <InputNumber min={0} max={MAX_RTT} precision={0} suffix="ms" style={{ width: 130 }} />
  return (
    <Form
      key={JSON.stringify(filter)}
      layout="inline"
      initialValues={filter}
      style={{ marginTop: 12, rowGap: 8 }}
      onFinish={(fields: Record<string, string | number | null | undefined>) => onChange(filled(fields))}
    >
      {TEXT_FIELDS.map((field) => (
        <Form.Item key={field} name={field} label={text.filterFields[field]}>
          <Input allowClear style={{ width: 180 }} />
        </Form.Item>
      ))}
      <Form.Item name="status" label={text.state}>
        <Select
          allowClear
          style={{ width: 130 }}
          options={STATUSES.map((value) => ({ value, label: text.states[value] }))}
        />
      </Form.Item>
      <Form.Item name="minRtt" label={text.filterFields.minRtt}>
        {latency}
      </Form.Item>
      <Form.Item name="maxRtt" label={text.filterFields.maxRtt}>
        {latency}
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {text.search}
      </Button>
    </Form>
  )
}

/** Fields that were left empty mean nothing. */
function filled(fields: Record<string, string | number | null | undefined>): RecordFilter {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}

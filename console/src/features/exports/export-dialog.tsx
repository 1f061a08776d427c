import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Select, Space } from 'antd'
import type { ReactNode } from 'react'
import { usePreferences } from '../../app/preferences.js'
import { useProject } from '../../app/project.js'
import { useText } from '../../text/use-text.js'
import { Failure } from '../../ui/failure.js'
import { Panel } from '../../ui/panel.js'
import { ExportEstimate } from './export-estimate.js'
import { askedExports, type ExportOrder } from './export-queries.js'
import { type ExportFilter, TEXT_FILTERS } from './export-search.js'

const FORMATS = ['xlsx', 'csv', 'ndjson', 'parquet'] as const

/** For machines: the API's field names, always UTC, in no language. */
const MACHINE_FORMATS: readonly unknown[] = ['ndjson', 'parquet']

/** What can be compressed; the others are as they are. */
const COMPRESSIBLE: readonly unknown[] = ['csv', 'ndjson']

/** Asks which records and what kind of file. Language and zone are those of the page unless others are chosen. */
export function ExportDialog({
  filter,
  onClose,
}: {
  readonly filter: ExportFilter
  readonly onClose: () => void
}): ReactNode {
  const { projectId = '', client } = useProject()
  const { language, timeZone } = usePreferences()
  const { exports: text, records } = useText()
  const queryClient = useQueryClient()
  const create = useMutation({
    mutationFn: (order: ExportOrder) => client.exportUserConnection(order),
    onSuccess: async ({ task_id: taskId }) => {
      queryClient.setQueryData<readonly string[]>(askedExports(projectId), (ids = []) => [...ids, taskId])
      await queryClient.invalidateQueries({ queryKey: ['export-tasks', projectId] })
      onClose()
    },
  })
  const [form] = Form.useForm()
  const initial = { format: 'xlsx', language, time_zone: timeZone, columns: [], ...filter }
  const chosen: Record<string, unknown> = Form.useWatch([], form) ?? initial
  const format = chosen['format']
  const zones = ['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')]
  return (
    <Panel title={text.create} place="middle" onClose={onClose}>
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(fields: Record<string, unknown>) => create.mutate(toOrder(fields))}
      >
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', columnGap: 12 }}>
          <Form.Item name="start_time" label={text.from} extra={text.utcTime}>
            <Input allowClear placeholder="2026-01-31T08:00:00Z" />
          </Form.Item>
          <Form.Item name="end_time" label={text.to} extra={text.utcTime}>
            <Input allowClear placeholder="2026-01-31T18:00:00Z" />
          </Form.Item>
          {TEXT_FILTERS.map((name) => (
            <Form.Item key={name} name={name} label={text.filters[name]}>
              <Input allowClear />
            </Form.Item>
          ))}
          <Form.Item name="status" label={records.state}>
            <Select allowClear options={Object.entries(records.states).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="min_e2e_rtt" label={text.filters.min_e2e_rtt}>
            <InputNumber min={0} precision={0} suffix="ms" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="max_e2e_rtt" label={text.filters.max_e2e_rtt}>
            <InputNumber min={0} precision={0} suffix="ms" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="format" label={text.format}>
            <Select options={FORMATS.map((value) => ({ value, label: text.formats[value] }))} />
          </Form.Item>
          {COMPRESSIBLE.includes(format) && (
            <Form.Item name="compression" label={text.compression}>
              <Select allowClear placeholder={text.uncompressed} options={[{ value: 'gzip', label: 'gzip' }]} />
            </Form.Item>
          )}
          {!MACHINE_FORMATS.includes(format) && (
            <>
              <Form.Item name="language" label={text.language}>
                <Select
                  options={[
                    { value: 'en_US', label: 'English' },
                    { value: 'zh_CN', label: '简体中文' },
                  ]}
                />
              </Form.Item>
              <Form.Item name="time_zone" label={text.timeZone}>
                <Select showSearch options={[...new Set(zones)].map((value) => ({ value, label: value }))} />
              </Form.Item>
            </>
          )}
        </div>
        <Form.Item name="columns" label={text.columns} extra={text.allColumns}>
          <Select
            mode="multiple"
            allowClear
            options={Object.entries(records.columns).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <ExportEstimate order={toOrder(chosen)} />
        {create.isError && <Failure error={create.error} />}
        <Space>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {text.submit}
          </Button>
        </Space>
      </Form>
    </Panel>
  )
}

/** Fields that were left empty are no parameters. */
function toOrder({ columns, ...fields }: Record<string, unknown>): ExportOrder {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const chosen = Array.isArray(columns) && columns.length > 0 ? { columns: columns.join(',') } : {}
  // The fields have the names and kinds of the parameters; the server checks them.
  return { ...Object.fromEntries(given), ...chosen } as ExportOrder
}

import { Button, Input, Segmented, Space } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useText } from '../text/use-text.js'
import { type FilterSearch, PRESETS, type Preset } from './filter-search.js'
import { type RecordFilter, readFilter, writeFilter } from './record-filter.js'

const CustomRange = lazy(() =>
  import('./custom-range.js').then(({ CustomRange: component }) => ({ default: component })),
)
const FilterForm = lazy(() => import('./filter-form.js').then(({ FilterForm: component }) => ({ default: component })))

/** What a filter bar tells and is told. */
export interface FilterBarProps {
  readonly search: FilterSearch
  readonly isBusy: boolean
  readonly onChange: (search: FilterSearch) => void
  readonly onRefresh: () => void
}

/** Time range and filter, as tokens to type or fields to fill. */
export function FilterBar({ search, isBusy, onChange, onRefresh }: FilterBarProps): ReactNode {
  const { records: text } = useText()
  const { range, from, to, ...filter } = search
  const time = from !== undefined && to !== undefined ? { from, to } : { ...(range && { range }) }
  // Custom by choice, until times are chosen, or by the address, which a link or going back may change.
  const [wantsCustom, setWantsCustom] = useState(false)
  const isCustom = wantsCustom || from !== undefined
  const [isForm, setIsForm] = useState(false)
  const choice = isCustom ? 'custom' : (range ?? '24h')
  return (
    <search style={{ display: 'block', marginBottom: 12 }}>
      <Space wrap style={{ width: '100%' }}>
        <Segmented
          aria-label={text.range}
          value={choice}
          options={[
            ...(Object.keys(PRESETS) as Preset[]).map((value) => ({ value, label: text.presets[value] })),
            { value: 'custom', label: text.custom },
          ]}
          onChange={(chosen) => {
            setWantsCustom(chosen === 'custom')
            if (chosen !== 'custom') onChange({ ...filter, range: chosen as Preset })
          }}
        />
        {isCustom && (
          <Suspense>
            <CustomRange
              from={from}
              to={to}
              onChange={(chosen) => {
                setWantsCustom(false)
                onChange({ ...filter, ...chosen })
              }}
            />
          </Suspense>
        )}
        <Button aria-expanded={isForm} onClick={() => setIsForm(!isForm)}>
          {text.fields}
        </Button>
        <Button onClick={onRefresh} loading={isBusy}>
          {text.refresh}
        </Button>
      </Space>
      <TokenInput filter={filter} onChange={(changed) => onChange({ ...changed, ...time })} />
      {isForm && (
        <Suspense>
          <FilterForm filter={filter} onChange={(changed) => onChange({ ...changed, ...time })} />
        </Suspense>
      )}
    </search>
  )
}

function TokenInput({
  filter,
  onChange,
}: {
  readonly filter: RecordFilter
  readonly onChange: (filter: RecordFilter) => void
}): ReactNode {
  const { records: text } = useText()
  const written = writeFilter(filter)
  const [typed, setTyped] = useState(written)
  // The address may change by a link or by going back.
  useEffect(() => setTyped(written), [written])
  const { filter: read, unknown } = readFilter(typed)
  return (
    <div style={{ marginTop: 8 }}>
      <Input.Search
        aria-label={text.filter}
        placeholder={text.filterExample}
        allowClear
        enterButton={text.search}
        value={typed}
        status={unknown.length > 0 ? 'error' : ''}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={() => {
          if (unknown.length === 0) onChange(read)
        }}
      />
      {unknown.length > 0 && (
        <div role="alert" style={{ marginTop: 4 }}>
          {text.unknownTokens(unknown.join(' '))}
        </div>
      )}
    </div>
  )
}

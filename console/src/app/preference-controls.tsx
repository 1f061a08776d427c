import { Button, Select, Space } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useText } from '../text/use-text.js'
import { usePreferences } from './preferences.js'

/** Language, zone, and light or dark. */
export function PreferenceControls(): ReactNode {
  const { language, isDark, timeZone, choose } = usePreferences()
  const { preferences: text } = useText()
  const zones = useMemo(() => [...new Set(['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')])], [timeZone])
  return (
    <Space wrap size={0}>
      <Select
        aria-label={text.timeZone}
        showSearch
        value={timeZone}
        onChange={(chosen) => choose({ timeZone: chosen })}
        options={zones.map((value) => ({ value, label: value }))}
        popupMatchSelectWidth={false}
        variant="borderless"
        style={{ width: 152 }}
      />
      <Button type="text" onClick={() => choose({ language: language === 'en_US' ? 'zh_CN' : 'en_US' })}>
        <span lang={language === 'en_US' ? 'zh' : 'en'}>{text.otherLanguage}</span>
      </Button>
      <Button type="text" onClick={() => choose({ isDark: !isDark })}>
        {isDark ? text.light : text.dark}
      </Button>
    </Space>
  )
}

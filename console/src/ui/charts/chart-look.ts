import { theme } from 'antd'
import { useMemo } from 'react'
import { usePreferences } from '../../app/preferences.js'

/** Colours of charts in the theme that is chosen; each stands out from the ground by 3:1 (WCAG 1.4.11). */
export interface ChartLook {
  readonly text: string
  readonly line: string
  readonly ground: string
  readonly first: string
  readonly bad: string
  readonly good: string
  readonly fair: string
}

export function useChartLook(): ChartLook {
  const { isDark } = usePreferences()
  const { token } = theme.useToken()
  return useMemo(
    () => ({
      text: token.colorText,
      line: token.colorBorderSecondary,
      ground: token.colorBgElevated,
      ...(isDark
        ? { first: '#85a5ff', bad: '#ff8a87', good: '#49aa19', fair: '#d89614' }
        : { first: '#1f4fd8', bad: '#c81e1e', good: '#2c7a1f', fair: '#a86400' }),
    }),
    [token, isDark],
  )
}

/** What all charts have in common: nothing moves, and tips are drawn, since the page's policy forbids their markup. */
export function commonOption({ text, ground, line }: ChartLook): object {
  return {
    animation: false,
    textStyle: { color: text, fontFamily: 'inherit' },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow' },
      backgroundColor: ground,
      borderColor: line,
      textStyle: { color: text, fontSize: 12 },
    },
  }
}

/**
 * Text of records in a drawn tip, where `{name|text}` would choose a style: an invisible mark keeps it from being one.
 * Long names are cut.
 */
export function tipText(text: string): string {
  const cut = text.length > TIP_LENGTH ? `${text.slice(0, TIP_LENGTH)}…` : text
  return cut.replaceAll('{', '{\u{2060}')
}

const TIP_LENGTH = 60

import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { PreferencesProvider, usePreferences } from './preferences.js'
import { queryClient } from './query-client.js'
import { router } from './router.js'

/** The console: preferences, look, data and pages, from the outside in. */
export function ConsoleApp(): ReactNode {
  return (
    <PreferencesProvider>
      <Look>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Look>
    </PreferencesProvider>
  )
}

/** Lets the styles pass that Ant Design makes while it runs; the server tells it with the page. */
const NONCE = { nonce: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '' }

const LOCALES = { en_US: enUS, zh_CN: zhCN }

function Look({ children }: { readonly children: ReactNode }): ReactNode {
  const { language, isDark } = usePreferences()
  return (
    <ConfigProvider
      csp={NONCE}
      button={{ autoInsertSpace: false }}
      locale={LOCALES[language]}
      theme={{
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        // So are its own red and blue of buttons without a ground.
        components: {
          Button: isDark
            ? { colorError: '#ff8a87', colorLink: '#85a5ff' }
            : { colorError: '#b91c1c', colorLink: '#1f4fd8' },
        },
        // Ant Design's own grey for hints is too faint to read (WCAG 1.4.3).
        token: { colorPrimary: '#1f4fd8', borderRadius: 6, colorTextDescription: isDark ? '#a6a6a6' : '#595959' },
      }}
    >
      <Surface>{children}</Surface>
    </ConfigProvider>
  )
}

/** The page itself in the colours of the theme, which our own style sheets know by name. */
function Surface({ children }: { readonly children: ReactNode }): ReactNode {
  const { token } = theme.useToken()
  const colors = {
    '--surface': token.colorBgContainer,
    '--head': token.colorFillSecondary,
    '--line': token.colorBorderSecondary,
    background: token.colorBgLayout,
    color: token.colorText,
    minHeight: '100vh',
  }
  return <div style={colors}>{children}</div>
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../text/use-text.js'
import { Failure } from '../ui/failure.js'
import { client } from './client.js'
import { PreferenceControls } from './preference-controls.js'
import { beginSession } from './session.js'
import styles from './sign-in-page.module.css'

interface SignIn {
  readonly account: string
  readonly userName: string
  readonly password: string
}

/** Account, user, password. */
export function SignInPage(): ReactNode {
  const { signIn: text } = useText()
  const queryClient = useQueryClient()
  const signIn = useMutation({
    mutationFn: (user: SignIn) => client.createBrowserSession(user),
    onSuccess: (session) => beginSession(queryClient, session),
  })
  const required = (message: string) => [{ required: true, message }]
  return (
    <main className={styles['page']}>
      <section className={styles['card']}>
        <h1 className={styles['title']}>{text.title}</h1>
        <Form layout="vertical" requiredMark={false} onFinish={(user: SignIn) => signIn.mutate(user)}>
          <Form.Item name="account" label={text.account} rules={required(text.accountMissing)}>
            <Input autoComplete="organization" autoFocus />
          </Form.Item>
          <Form.Item name="userName" label={text.userName} rules={required(text.userNameMissing)}>
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item name="password" label={text.password} rules={required(text.passwordMissing)}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {signIn.isError && <Failure error={signIn.error} unauthenticated={text.wrong} />}
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {text.submit}
          </Button>
        </Form>
      </section>
      <PreferenceControls />
    </main>
  )
}

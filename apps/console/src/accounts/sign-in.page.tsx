import { A, useNavigate, useSearchParams } from '@solidjs/router'
import { Alert, Spinner } from '@carillon/ui'
import { createEffect, Match, Show, Switch } from 'solid-js'
import { useWords } from '../interface.ts'
import { useInstance, useMe } from '../queries.ts'
import { Doorway } from '../shell/Doorway.tsx'
import { SignInForm } from './SignInForm.tsx'

export function SignInPage() {
  const ui = useWords()
  const instance = useInstance()
  const me = useMe()
  const navigate = useNavigate()
  const [search] = useSearchParams<{ to?: string; reset?: string }>()
  const destination = () => (search.to?.startsWith('/') && !search.to.startsWith('//') ? search.to : '/')
  createEffect(() => me.isSuccess && me.data && navigate(destination(), { replace: true }))
  return (
    <Switch>
      <Match when={me.isPending || instance.isPending}>
        <p class="flex min-h-dvh items-center justify-center text-2xl text-accent" role="status">
          <Spinner />
          <span class="sr-only">{ui.t.state.loading}</span>
        </p>
      </Match>
      <Match when={instance.isSuccess && instance.data.empty}>
        <Doorway title={ui.t.accounts.empty} lead={ui.t.accounts.emptyHint} />
      </Match>
      <Match when={!me.data}>
        <Doorway
          title={ui.t.accounts.signIn}
          lead={ui.t.accounts.signInLead}
          after={
            <>
              <A href="/reset" class="link">
                {ui.t.accounts.forgot}
              </A>
              <p>
                {ui.t.accounts.noAccount}{' '}
                <A href="/sign-up" class="link">
                  {ui.t.accounts.signUp}
                </A>
              </p>
            </>
          }
        >
          <Show when={search.reset}>
            <Alert tone="good">{ui.t.accounts.resetDone}</Alert>
          </Show>
          <SignInForm onDone={() => navigate(destination(), { replace: true })} />
        </Doorway>
      </Match>
    </Switch>
  )
}

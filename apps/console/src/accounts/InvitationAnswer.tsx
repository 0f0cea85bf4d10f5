import type { Invitation } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { useNavigate } from '@solidjs/router'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { api } from '../api.ts'
import { createAction } from '../forms.ts'
import { useWords } from '../interface.ts'
import { notify } from '../parts/notices.tsx'
import { channelsOptions, meOptions, queries, useMe } from '../queries.ts'
import { SignInForm } from './SignInForm.tsx'
import { SignUpForm } from './SignUpForm.tsx'

/** Accepting: at once for whoever is signed in, else by making an account or signing in first. */
export function InvitationAnswer(props: { token: string; invitation: Invitation }) {
  const ui = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const [failure, setFailure] = createSignal<string>()
  const [way, setWay] = createSignal<'accept' | 'sign-up' | 'sign-in'>(me.data ? 'accept' : 'sign-up')
  const accept = createAction(
    async () => {
      setFailure(undefined)
      const { handle } = await api.members.accept.mutate({ token: props.token })
      await queries.invalidateQueries({ queryKey: meOptions.queryKey })
      await queries.invalidateQueries({ queryKey: channelsOptions.queryKey })
      if (handle) notify(ui.t.invitation.welcome(props.invitation.channel?.name ?? handle))
      navigate(handle ? `/c/${handle}` : '/', { replace: true })
    },
    (failed) => setFailure(failed.message),
  )
  /** The new account has used the link up, except for one to a team, which it now accepts. */
  const signedUp = () => (props.invitation.kind === 'team' ? accept.act() : navigate('/', { replace: true }))
  return (
    <>
      <Switch>
        <Match when={way() === 'accept'}>
          <Button look="primary" busy={accept.busy()} onClick={() => void accept.act()}>
            {ui.t.invitation.acceptAs(me.data?.name ?? '')}
          </Button>
          <Button look="quiet" onClick={() => setWay('sign-in')}>
            {ui.t.invitation.otherAccount}
          </Button>
        </Match>
        <Match when={way() === 'sign-up'}>
          <SignUpForm token={props.token} invitation={props.invitation} onDone={() => void signedUp()} />
          <Show when={props.invitation.kind !== 'operator'}>
            <Button look="quiet" onClick={() => setWay('sign-in')}>
              {ui.t.invitation.signInFirst}
            </Button>
          </Show>
        </Match>
        <Match when={way() === 'sign-in'}>
          <SignInForm email={props.invitation.email ?? undefined} onDone={() => setWay('accept')} />
          <Button look="quiet" onClick={() => setWay('sign-up')}>
            {ui.t.invitation.makeAccount}
          </Button>
        </Match>
      </Switch>
      <Alert>{failure()}</Alert>
    </>
  )
}

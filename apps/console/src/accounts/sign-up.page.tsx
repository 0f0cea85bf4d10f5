import { Show } from 'solid-js'
import { api } from '../api.ts'
import { useWords } from '../interface.ts'
import { useInstance } from '../queries.ts'
import { Doorway } from '../shell/Doorway.tsx'
import { BackToSignIn } from './BackToSignIn.tsx'
import { MailForm } from './MailForm.tsx'

export function SignUpPage() {
  const ui = useWords()
  const instance = useInstance()
  const closed = () => instance.isSuccess && instance.data.creation === 'invited'
  return (
    <Doorway
      title={closed() ? ui.t.accounts.signUpClosed : ui.t.accounts.signUp}
      lead={closed() ? ui.t.accounts.signUpClosedHint : ui.t.accounts.signUpLead}
      after={<BackToSignIn />}
    >
      <Show when={!closed()}>
        <MailForm action={ui.t.accounts.signUpSend} send={(email) => api.accounts.requestSignUp.mutate({ email })} />
      </Show>
    </Doorway>
  )
}

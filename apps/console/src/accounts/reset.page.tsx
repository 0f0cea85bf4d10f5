import { api } from '../api.ts'
import { useWords } from '../interface.ts'
import { Doorway } from '../shell/Doorway.tsx'
import { BackToSignIn } from './BackToSignIn.tsx'
import { MailForm } from './MailForm.tsx'

export function ResetPage() {
  const ui = useWords()
  return (
    <Doorway title={ui.t.accounts.reset} lead={ui.t.accounts.resetLead} after={<BackToSignIn />}>
      <MailForm
        action={ui.t.accounts.resetSend}
        send={(email) => api.accounts.requestPasswordReset.mutate({ email })}
      />
    </Doorway>
  )
}

import { useWords } from '../interface.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { queries, meOptions } from '../queries.ts'
import { answerSignIn, asking } from '../session.ts'
import { SignInForm } from './SignInForm.tsx'

/** Over the page of whoever was signed out in the middle of it, who finds it as it was. */
export function SignInDialog() {
  const ui = useWords()
  return (
    <Dialog
      open={asking()}
      onClose={() => answerSignIn(false)}
      title={ui.t.accounts.again}
      hint={ui.t.accounts.againHint}
      firm
    >
      <SignInForm email={queries.getQueryData(meOptions.queryKey)?.email} onDone={() => answerSignIn(true)} />
    </Dialog>
  )
}

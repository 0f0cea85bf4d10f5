import { A } from '@solidjs/router'
import { useWords } from '../interface.ts'

export function BackToSignIn() {
  const ui = useWords()
  return (
    <p>
      {ui.t.accounts.haveAccount}{' '}
      <A href="/sign-in" class="link">
        {ui.t.accounts.signIn}
      </A>
    </p>
  )
}

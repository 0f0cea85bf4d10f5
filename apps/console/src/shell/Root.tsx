import { ErrorState } from '@carillon/ui'
import type { RouteSectionProps } from '@solidjs/router'
import { ErrorBoundary, Suspense } from 'solid-js'
import { SignInDialog } from '../accounts/SignInDialog.tsx'
import { useWords } from '../interface.ts'
import { Notices } from '../parts/notices.tsx'

/** Around every page: what may come up over it, and what is said when it breaks. */
export function Root(props: RouteSectionProps) {
  const ui = useWords()
  return (
    <>
      <ErrorBoundary
        fallback={(error: unknown) => {
          reportError(error)
          return <ErrorState title={ui.t.shell.broken} retry={ui.t.shell.reload} onRetry={() => location.reload()} />
        }}
      >
        <Suspense>{props.children}</Suspense>
      </ErrorBoundary>
      <SignInDialog />
      <Notices />
    </>
  )
}

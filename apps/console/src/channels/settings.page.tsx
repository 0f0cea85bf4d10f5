import { EmptyState } from '@carillon/ui'
import { Show } from 'solid-js'
import { useWords } from '../interface.ts'
import { Page } from '../parts/Page.tsx'
import { ArchiveSection } from '../archives/ArchiveSection.tsx'
import { StorageSection } from '../archives/StorageSection.tsx'
import { ArchiveSettings } from './ArchiveSettings.tsx'
import { AvatarSettings } from './AvatarSettings.tsx'
import { isAtLeast, useChannel } from './channel.ts'
import { HandleSettings } from './HandleSettings.tsx'
import { ProfileSettings } from './ProfileSettings.tsx'
import { ReaderSettings } from './ReaderSettings.tsx'
import { RetentionSettings } from './RetentionSettings.tsx'
import { ReviewSettings } from './ReviewSettings.tsx'
import { VisibilitySettings } from './VisibilitySettings.tsx'

export function SettingsPage() {
  const ui = useWords()
  const channel = useChannel()
  const mayManage = () => isAtLeast(channel().role, 'admin')
  return (
    <Page title={ui.t.shell.settings} windowTitle={`${ui.t.shell.settings} · ${channel().name}`} lead={channel().name}>
      <Show
        when={mayManage()}
        fallback={<EmptyState title={ui.t.shell.noRole} hint={ui.t.shell.noRoleHint(ui.t.roles[channel().role])} />}
      >
        <Show when={!channel().archived} fallback={<p class="text-muted">{ui.t.channels.archivedNotice}</p>}>
          <AvatarSettings />
          <ProfileSettings />
          <VisibilitySettings />
          <ReaderSettings />
          <ReviewSettings />
          <RetentionSettings />
          <HandleSettings />
          <StorageSection />
        </Show>
        <ArchiveSection />
        <Show when={channel().role === 'owner'}>
          <ArchiveSettings />
        </Show>
      </Show>
    </Page>
  )
}

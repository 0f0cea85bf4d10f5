import type { NamedDocument } from '@carillon/contract'
import { DocumentIcon, DownloadIcon } from '../icons.tsx'
import { useMessages } from '../interface.tsx'

/** A file to take along: what it is called and how large it is, before anybody asks for it. */
export function DocumentView(props: { document: NamedDocument }) {
  const ui = useMessages()
  const ending = () => /\.([\p{L}\p{N}]{1,5})$/u.exec(props.document.name)?.[1]?.toUpperCase()
  const size = () => ui.format.size(props.document.size)
  return (
    <a
      href={`/api/media/${props.document.mediaId}/file`}
      download={props.document.name}
      class="flex min-h-16 items-center gap-3 rounded-md border border-line bg-sunken p-3 hover:border-edge"
    >
      <span class="flex size-11 shrink-0 items-center justify-center rounded-sm bg-accent-soft text-2xl text-accent">
        <DocumentIcon />
      </span>
      <span class="min-w-0 flex-1 leading-snug">
        <bdi class="line-clamp-2 font-semibold">{props.document.name}</bdi>
        <span class="block text-sm text-muted">{[ending(), size()].filter(Boolean).join(' · ')}</span>
      </span>
      <span class="shrink-0 text-xl text-accent">
        <DownloadIcon />
        <span class="sr-only">{ui.t.media.download}</span>
      </span>
    </a>
  )
}

import type { DocumentFile, PictureFile, UploadedFile, VideoFile, VoiceFile } from '@carillon/contract'
import type { Parts } from '../core/parts.ts'

/**
 * What must vanish with a post for what it shows to be unreadable: which objects there are, and their keys. It stands
 * in the sealed content of the post; of an upload that waits, in its row.
 */
export type StoredMedia = StoredPhoto | StoredFile

export type StoredPhoto = Omit<PictureFile, 'widths'> & {
  renditions: { width: number; object: string; key: string }[]
}

export type StoredVideo = VideoFile & Parts & { is: 'video' }
export type StoredVoice = VoiceFile & Parts & { is: 'voice' }
export type StoredDocument = DocumentFile & Parts & { is: 'document' }
export type StoredFile = StoredVideo | StoredVoice | StoredDocument

export function isPhoto(stored: StoredMedia): stored is StoredPhoto {
  return 'renditions' in stored
}

export function toPicture({ renditions, ...photo }: StoredPhoto): PictureFile {
  return { ...photo, widths: renditions.map((rendition) => rendition.width) }
}

export function toVideoFile({ mediaId, type, size, width, height, durationMs }: StoredVideo): VideoFile {
  return { mediaId, type, size, width, height, durationMs }
}

export function toVoiceFile({ mediaId, type, size, durationMs }: StoredVoice): VoiceFile {
  return { mediaId, type, size, durationMs }
}

export function toDocumentFile({ mediaId, type, size }: StoredDocument): DocumentFile {
  return { mediaId, type, size }
}

/** What the stored file is told as to whoever uploaded it. */
export function toUpload(stored: StoredMedia): UploadedFile {
  if (isPhoto(stored)) return toPicture(stored)
  if (stored.is === 'video') return toVideoFile(stored)
  return stored.is === 'voice' ? toVoiceFile(stored) : toDocumentFile(stored)
}

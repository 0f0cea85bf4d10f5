import type { PictureFile } from '@carillon/contract'

type Kept = Pick<PictureFile, 'mediaId' | 'widths'>

export const pictureUrl = (picture: Kept, width = Math.max(...picture.widths)) =>
  `/api/media/${picture.mediaId}/${width}`

export const pictureSet = (picture: Kept) =>
  picture.widths.map((width) => `${pictureUrl(picture, width)} ${width}w`).join(', ')

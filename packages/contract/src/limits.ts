/** Every size and count that the product promises, in one place. Units are in the names or the comments. */

export const DAY = 86_400_000

/** Posts never live longer than this, in days (a channel may choose fewer). */
export const RETENTION_DAYS = 30

export const LIMITS = {
  /** Characters as readers see them (grapheme clusters). */
  channelName: 128,
  channelDescription: 2_048,
  postText: 4_096,
  caption: 1_024,
  altText: 1_500,
  accountName: 80,
  instanceName: 80,
  fileName: 255,
  linkTitle: 200,
  linkSite: 100,
  pollQuestion: 300,
  pollOption: 100,
  pollExplanation: 200,
  packName: 64,
  reviewText: 2_000,
  /** Bytes. */
  photoBytes: 16 * 1024 * 1024,
  videoBytes: 100 * 1024 * 1024,
  documentBytes: 100 * 1024 * 1024,
  voiceBytes: 16 * 1024 * 1024,
  /** A zip of a channel's posts. */
  archiveBytes: 4 * 1024 * 1024 * 1024,
  /** Of a sticker as it is kept, standing still and moving. */
  stickerBytes: 100_000,
  movingStickerBytes: 500_000,
  /** A file that channels are imported from. */
  importBytes: 10 * 1024 * 1024,
  /** What a procedure is asked with. */
  bodyBytes: 1024 * 1024,
  /** Seconds of a video or a voice note, and pixels of a video's longer side. */
  mediaSeconds: 2 * 3_600,
  videoSide: 4_096,
  /** Posts and files of one archive. */
  archivePosts: 100_000,
  archiveFiles: 50_000,
  /** Of one channel. */
  unfinishedUploads: 20,
  /** Pixels of a decoded picture, and of its longer side. */
  photoPixels: 50_000_000,
  photoSide: 16_384,
  stickerSide: 512,
  movingStickerSeconds: 10,
  /** Of one album. */
  albumMin: 2,
  albumMax: 10,
  pollOptionsMin: 2,
  pollOptionsMax: 12,
  /** How long a poll may be open, seconds; never longer than its post lives. */
  pollSecondsMin: 5,
  pollSecondsMax: 30 * 86_400,
  /** Further languages of one post. */
  variants: 10,
  /** Heights of a voice note's drawn wave. */
  waveform: 100,
  packStickersMin: 3,
  packStickersMax: 30,
  stickerEmoji: 3,
  /** Packs of one channel, and of everybody. */
  packs: 50,
  /** A team beside its one owner. */
  admins: 16,
  pins: 5,
  /** What a post said before, of which the newest are kept. */
  versions: 50,
  /** Emoji that a channel lets its readers react with, where it chose them. */
  chosenReactions: 30,
  /** Channels looked at beside those that are followed, of one live connection. */
  liveHandles: 20,
  /** Days of one span of analytics. */
  analyticsDays: 366,
  /** Links of one post whose clicks are counted. */
  countedLinks: 50,
  importedFollows: 1_000,
  /** Of one follower. */
  pinnedChannels: 10,
  devices: 20,
  passkeys: 10,
  /** Notifications a day, where a follower sets a cap. */
  dailyCap: 100,
  joinCodeMinutes: 10,
  /** Of one channel. */
  drafts: 500,
  sources: 20,
  /** How far ahead a draft may be scheduled, and repeated. */
  scheduleDays: 367,
  webhooks: 10,
  invitationDays: 7,
  passwordResetMinutes: 60,
  passwordMin: 10,
  passwordMax: 128,
  /** Notes that a report of an import lists; it counts them all. */
  importNotes: 20_000,
  query: 200,
  page: 50,
  /** Procedures in one HTTP batch. */
  batch: 10,
} as const

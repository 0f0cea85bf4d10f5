import { counting } from '../plural.ts'

const count = counting('en')

export const en = {
  site: {
    tagline: 'Channels worth following',
    description: (instance: string) =>
      `Find and follow channels on ${instance}: news, public services, culture and more.`,
    directory: 'Directory',
    updates: 'Updates',
    console: 'Console',
    home: 'Home',
    menu: 'Main',
    breadcrumbs: 'You are here',
    about: 'How it works',
    footer: 'Posts live for 30 days at most, then they are erased. Nobody sees whom you follow.',
    source: 'Open source, made with Carillon',
  },
  home: {
    title: 'Hear it from the source',
    lead: 'Follow the channels of newsrooms, cities, clinics and clubs. No account, no replies, no noise.',
    active: 'Active now',
    newest: 'New here',
    byCategory: 'By category',
    byCountry: 'By country',
    byLanguage: 'By language',
    all: 'All channels',
  },
  search: {
    resultsLabel: 'Results',
    more: 'More choices',
    fewer: 'Fewer choices',
    label: 'Search channels',
    placeholder: 'Name, topic or place',
    submit: 'Search',
    clear: 'Clear the search',
    filters: 'Filters',
    category: 'Category',
    country: 'Country',
    language: 'Language',
    sort: 'Order',
    any: 'Any',
    clearFilters: 'Clear the filters',
    results: (n: number) => count(n, { one: '# channel', other: '# channels' }),
    resultsFor: (n: number, query: string) =>
      count(n, { one: `# channel for “${query}”`, other: `# channels for “${query}”` }),
    none: (query: string) => `Nothing found for “${query}”`,
    noneFiltered: 'No channel fits these filters',
    noneHint: 'Check the spelling, try fewer words, or look around by category.',
    failed: 'The search didn’t answer',
  },
  list: {
    search: 'Search among these',
    rest: 'There are more. See all in the search',
    category: (name: string) => `Channels on ${name}`,
    country: (name: string) => `Channels from ${name}`,
    language: (name: string) => `Channels in ${name}`,
    empty: 'No channels here yet',
    emptyHint: 'Look around in the other categories meanwhile.',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    pages: 'Pages',
    next: 'Next',
    previous: 'Previous',
  },
  channel: {
    followingThis: 'You follow this channel.',
    toUpdates: 'Read it in Updates',
    followers: 'Followers',
    older: 'Older posts',
    failed: 'The posts couldn’t be loaded',
    follow: 'Follow',
    unfollow: 'Unfollow',
    unfollowed: (channel: string) => `You no longer follow ${channel}.`,
    followFailed: 'That didn’t work. Please try again.',
    posts: 'Posts',
    pinned: 'Pinned posts',
    noPosts: 'Nothing to read at the moment',
    noPostsHint: (days: number) =>
      count(days, {
        one: 'Posts disappear here after # day. Follow the channel to see the next one.',
        other: 'Posts disappear here after # days. Follow the channel to see the next one.',
      }),
    retention: (days: number) =>
      count(days, { one: 'Posts can be read for # day.', other: 'Posts can be read for # days.' }),
    website: 'Website',
    about: 'About this channel',
    category: 'Category',
    country: 'Country',
    language: 'Language',
    since: (when: string) => `Here since ${when}`,
    inviteNeeded: 'By invitation only',
    inviteNeededHint: 'This channel is read by those who were given its link.',
    gone: 'This channel is gone',
    goneHint: 'It was taken away, or it has another name now.',
    archivedHint: 'This channel is archived: nothing new is posted here.',
    share: 'Share',
    linkCopied: 'Link copied',
  },
  updates: {
    unfollow: (channel: string) => `Unfollow ${channel}`,
    undo: 'Follow again',
    readBefore: 'Read before',
    title: 'Updates',
    unread: (n: number) => count(n, { one: '# unread post', other: '# unread posts' }),
    unreadMany: '99+',
    all: 'All channels',
    channels: 'Channels you follow',
    markRead: 'Mark all as read',
    markedRead: 'Everything is read',
    newSince: 'New since you last looked',
    empty: 'You don’t follow a channel yet',
    emptyHint: 'Follow channels in the directory, and what they post appears here.',
    find: 'Find channels',
    quiet: 'Nothing new',
    quietHint: 'The channels you follow have posted nothing in the last 30 days.',
    end: 'That is everything of the last 30 days.',
    refresh: 'Show new posts',
    thisBrowser: 'Kept in this browser only, without an account.',
  },
  notFound: {
    title: 'There is nothing at this address',
    hint: 'The address may be mistyped, or what was here is gone. Posts disappear after 30 days.',
    home: 'To the directory',
    search: 'Search the channels',
  },
  promise: {
    title: 'The 30‑day promise',
    lead: 'What is posted here is meant for now. After 30 days at most it is gone, and gone for good.',
    parts: [
      {
        title: 'Every post ends',
        text: [
          'A post can be read for 30 days from the moment it is published, or for fewer where its channel has chosen so. From that moment on no page of this site shows it.',
          'Every night, what has run out is erased: the words, the pictures, and the key they were sealed with. Not even an old backup can bring them back.',
        ],
      },
      {
        title: 'Following takes no account',
        text: [
          'Whom you follow is kept under a random number in a cookie of your browser. There is no name, no e-mail address and no telephone number with it. Clear your cookies, and nothing leads from it to you any more.',
        ],
      },
      {
        title: 'Nobody sees whom you follow',
        text: [
          'A channel knows how many people follow it, never who. Followers don’t see one another. And you see the channel that posts, not the person who wrote.',
        ],
      },
      {
        title: 'Only you can follow, and only you can stop',
        text: ['No channel can add you. There is no reply either: channels post, and you read in peace.'],
      },
      {
        title: 'Nothing is loaded from elsewhere',
        text: [
          'No trackers, no advertisements, no letters or scripts from other companies. Pages that can do without a script have none.',
        ],
      },
      {
        title: 'What this is not',
        text: [
          'Channels are made to be read by many, so posts are not end-to-end encrypted: the server that keeps them can read them. And a reader can always make a copy. The promise is about this site.',
        ],
      },
      {
        title: 'Unclaimed channels',
        text: [
          'Some channels were made from public lists of broadcasters. Nobody from those organisations runs them, and each says so on its page.',
        ],
      },
    ],
  },
  noScript: 'Search, posts and Updates need JavaScript. The lists work without it.',
}

export type Directory = typeof en

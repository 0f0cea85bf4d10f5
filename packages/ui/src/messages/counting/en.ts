/** The page `/counting`, which has no script. */
export const en = {
  title: 'What is counted',
  /** In a menu. */
  short: 'Counting',
  lead: 'Channels learn how many people they reach. Here is how that is counted, so that nobody can learn who.',
  steps: [
    {
      when: 'When you look',
      what: 'A post counts as seen',
      text: 'Once half of it has been on your screen for a second, in a page that you really look at. Your browser then says which posts those were; on one day each of them counts once for you.',
    },
    {
      when: 'During the day',
      what: 'Nobody is counted twice',
      text: 'For that the server keeps a scrambled number that stands for you. It is made with a secret that is good for this one day, in universal time, and for each post it is another one.',
    },
    {
      when: 'Once the day is over',
      what: 'Only numbers are left',
      text: 'The scrambled numbers are deleted and the secret is destroyed. From then on nobody can tell whether you were among those counted: not the channel, and not whoever runs the server.',
    },
  ],
  counted: {
    title: 'What a channel learns',
    list: [
      'How many people saw a post or a channel, by day and by hour',
      'How many reacted, voted, opened a link in a post or copied the link to it',
      'How many began and ended following, and how many muted a channel',
      'By which way people came: the directory, the search, a link, a QR code, a post that was passed on, their Updates',
      'In which language they read this site, and in which country, if that is known',
    ],
  },
  kept: {
    title: 'What is not kept',
    list: [
      'Your address on the internet, or where it might be',
      'Which browser or device you use',
      'What you looked at: the numbers say how many, and there is no list of who',
      'Anything that links a reader of one day to a reader of another',
    ],
  },
  few: {
    title: 'Few are not shown',
    text: [
      'Where fewer than five people came from one country, read in one language or came by one way, a channel’s team is shown “fewer than 5”. Where that alone would let the number be worked out, the next smallest is hidden too.',
    ],
  },
  country: {
    title: 'The country',
    text: [
      'Nothing here looks up where an address is. If this site stands behind a delivery network that tells it the country of each request, that country is counted, and nothing finer.',
      'Otherwise no country is counted, unless you choose one. It is kept in your browser, and you can take it back at any time.',
    ],
    choose: 'Choose a country, or none',
  },
  exact: {
    title: 'How exact it is',
    text: [
      'Up to some hundreds of readers the count is exact. Of more it is an estimate that is almost always within two percent: keeping less about you is worth that.',
      'Programs that only look through the web aren’t counted, nor are pages that a browser fetches before you ask for them. Without a connection nothing is counted, and nothing is made up for later.',
      'If the server stops without warning, the last second of counting is lost.',
    ],
  },
  open: {
    title: 'How to check',
    text: [
      'Carillon is open source: how all of this is counted can be read by anybody. And your browser’s own tools show what it sends: the address ends in “analytics.seen”.',
    ],
  },
}

export type CountingWords = typeof en

export const en = {
  title: 'How posts are erased',
  /** In a menu. */
  short: 'Erasure',
  lead: 'Every post here has an end. This is what happens then, to what, and how you can tell that it did.',
  steps: [
    {
      when: 'At the moment of its end',
      what: 'Nobody can read it',
      text: 'A post has 30 days, or fewer where its channel chose so, to the thousandth of a second. From then on no page, search, notification or file of this site shows it. What your browser kept for reading without a connection goes by the same time.',
    },
    {
      when: 'The night after',
      what: 'It is erased',
      text: 'Its words are overwritten in the database, and its files are deleted, with all that belongs to it. If the server was off that night, this is the first thing it does at its start, before it answers anybody.',
    },
    {
      when: 'Once that day is over',
      what: 'Its key is destroyed',
      text: 'Posts that end on the same day, in universal time, are sealed with the key of that day. When the key is gone nothing opens them any more: no backup, no forgotten disk.',
    },
  ],
  goes: {
    title: 'What goes',
    list: [
      'Text, in all its languages, and what it was before it was edited',
      'Photos, videos, voice notes and documents in every size, with captions, descriptions and file names',
      'Polls with their questions, options, explanations and votes',
      'Reactions, stickers that were sent, and previews of links',
      'What the team said of it before it was published',
      'Notifications and calls to other programs that still waited to be sent',
    ],
  },
  stays: {
    title: 'What may stay',
    text: [
      'Numbers. How many posts of a channel were erased in which night, and how many people follow it: no words, no pictures, no names.',
      'The random number that stood for a post may stay for a while in technical lists that say that it ended. It leads nowhere.',
    ],
  },
  how: {
    title: 'How it is done',
    text: [
      'What a post says is sealed from the moment it is published. The key is kept apart from the database, and of the keys only the latest copy is kept, so that a copy of the database from last month can’t be opened for what has ended since.',
      'Deleting in a database often only marks room as free. Here it is overwritten, and the database’s own log is emptied. No search index holds the text of posts.',
    ],
  },
  clock: {
    title: 'If the clock goes wrong',
    text: [
      'A server whose clock jumps far ahead hides posts by it at once, but destroys nothing until its operator has confirmed the time. A clock that is set back lets no post live longer.',
    ],
  },
  check: {
    title: 'How to check',
    list: [
      { who: 'Everybody', text: 'Open the address of a post after its end: nothing of it is there.' },
      {
        who: 'A channel’s team',
        text: 'The console lists each night in which posts were erased, how many, and the days whose keys are gone.',
      },
      {
        who: 'Whoever runs the server',
        text: 'One command looks for any words in every file and every copy, in the forms that programs keep text in, and names each place where it found them:',
      },
    ],
    command: 'npm run -s carillon -- verify-erasure "words of the post" --in /path/to/backups',
    open: 'Carillon is open source: how it does all of this can be read, and tried, by anybody.',
  },
  not: {
    title: 'What is not promised',
    text: [
      'What others made of a post while it could be read is theirs: photographs of a screen, copies, what somebody wrote down.',
      'Feed readers and the programs that a channel sends its posts to keep their own copies, and a channel’s team may export its posts before they end.',
      'And whoever runs a server could copy posts together with their keys while they live. Software can make sure that nothing is left by accident; it can’t keep anybody from meaning to.',
    ],
  },
}

export type Erasing = typeof en

import { counting } from '../plural.ts'
import { en as notifications } from './notifications.en.ts'

const count = counting('en')

/** The pages `/you` and `/join`, which load these words for themselves. */
export const en = {
  notifications,
  title: 'Your devices and data',
  lead: 'You have no account here. This is all that this site keeps of you, and it is in your hands.',
  failed: 'This couldn’t be loaded',
  notDone: 'That didn’t work. Please try again.',
  cancel: 'Cancel',
  kept: {
    title: 'What is kept',
    nothing: 'Nothing is kept of you here.',
    nothingHint:
      'As soon as you follow a channel, this browser gets a cookie with a random number, and the channel is kept under it.',
    find: 'Find channels',
    channels: (n: number) => count(n, { one: '# followed channel', other: '# followed channels' }),
    channelsHint: 'How far each was read, whether it is muted or pinned, and whether you want to be told of it.',
    devices: (n: number) => count(n, { one: '# device', other: '# devices' }),
    devicesHint:
      'For each, the random number in its cookie (scrambled), and the day it was added. Not what device it is, and no address.',
    passkeys: (n: number) => count(n, { one: '# passkey', other: '# passkeys' }),
    passkeysHint: 'Its public half, by which it is recognised. It names nobody.',
    notifications: 'Notifications',
    notificationsHint: 'If you turned them on: the address that your browser has for them, and when they may come.',
    votes: 'Votes and reactions',
    votesHint: 'Counted with their post, and kept with a mark that shows nobody who it was. They go with the post.',
    not: 'Not kept: your name, your e-mail address, your telephone number, where you are, what you looked at.',
    seen: 'Channels see how many follow them, never who.',
  },
  devices: {
    title: 'Devices',
    lead: 'Read on several devices, all in step: what you follow, have read, muted and pinned.',
    this: 'This device',
    other: 'Another device',
    added: (day: string) => `added ${day}`,
    remove: 'Remove',
    removeThis: (name: string) => `Remove ${name}`,
    removeHint: 'It no longer knows what you follow. Your other devices stay as they are.',
    removeLast: 'This is your last device, and there is no passkey: everything that is kept of you is deleted with it.',
    removed: 'The device was removed.',
    add: 'Add a device',
    code: 'Code for the other device',
    open: 'On the other device, point the camera at this, or open this address and type the code:',
    until: (time: string) => `Good for one device, until ${time}.`,
    ended: 'This code has run out.',
    again: 'New code',
    hide: 'Hide the code',
    joined: 'The other device has joined.',
    qr: 'The address with the code, for a camera',
    copy: 'Copy the link',
    copied: 'Link copied',
    have: 'Do you have a code from another device?',
    enter: 'Enter it here',
  },
  passkey: {
    title: 'Recovery',
    lead: 'If all your devices are lost or their cookies cleared, a passkey brings back what you follow. It is yours to make or not.',
    none: 'No passkey yet.',
    entry: 'Passkey',
    make: 'Make a passkey',
    made: 'The passkey was made. Your device or password manager keeps it.',
    remove: 'Remove',
    removeHint: 'It can no longer bring back what you follow. Delete it in your password manager too.',
    removed: 'The passkey was removed.',
    use: 'Recover with a passkey',
    used: 'Welcome back. This device shows what you follow again.',
    dismissed: 'Nothing was changed: the passkey was not used.',
    unsupported: 'This browser can’t use passkeys.',
  },
  file: {
    title: 'Take it along',
    lead: 'A file with the channels that you follow, for another browser or another site that runs Carillon.',
    save: 'Save what I follow',
    load: 'Follow what is in a file',
    unreadable: 'This isn’t a file that was saved here. Nothing was changed.',
    followed: (n: number) => count(n, { one: '# channel is followed now.', other: '# channels are followed now.' }),
    already: (n: number) => count(n, { one: '# was followed before.', other: '# were followed before.' }),
    missing: (n: number) =>
      count(n, {
        one: '# isn’t here, or is followed by its link only:',
        other: '# aren’t here, or are followed by their link only:',
      }),
  },
  forget: {
    title: 'Delete everything',
    lead: 'At once, on this site’s server, for all your devices.',
    start: 'Delete everything about me',
    goes: 'This goes, and can’t be brought back:',
    list: [
      'the channels that you follow, and how far you have read them',
      'all your devices and passkeys, and their notifications',
      'your votes and reactions: they are taken out of the counts',
    ],
    stays: 'You can follow channels again at any time, as somebody new.',
    sure: 'Delete everything now',
    done: 'Everything was deleted. Nothing is kept of you here.',
  },
  join: {
    title: 'Join another device',
    lead: 'Makes this browser one of your devices: it follows the same channels, and what you read on one is read on all.',
    code: 'Code',
    codeHint: 'It is shown on the other device, under “Your devices and data”.',
    incomplete: 'A code has 8 letters and digits.',
    merged: (n: number) =>
      count(n, {
        one: '# channel that this browser follows is added to those of the other device.',
        other: '# channels that this browser follows are added to those of the other device.',
      }),
    mergedRead: 'Of channels that both follow, what was read on either is read, and what was muted or pinned stays so.',
    fresh: 'This browser follows nothing yet, so nothing is mixed: it gets what the other device follows.',
    trust: 'Only use a code from a device of your own: whoever it belongs to sees what you follow.',
    go: 'Join',
    joined: 'This device has joined',
    joinedHint: (n: number) =>
      count(n, {
        one: 'It follows # channel now, as the others do.',
        other: 'It follows # channels now, as the others do.',
      }),
    updates: 'To Updates',
    back: 'Your devices and data',
  },
}

export type You = typeof en

/** The section on notifications of the page `/you`. */
export const en = {
  title: 'Notifications',
  lead: 'For the channels that you follow, when they post. Each channel can be muted in Updates.',
  turnOn: 'Turn on for this device',
  turnOff: 'Turn off for this device',
  on: 'Notifications are on for this device.',
  off: 'Notifications are off for this device.',
  asking: 'Your browser asks whether you allow it.',
  blocked: 'Your browser blocks notifications from this site.',
  blockedHelp:
    'Open the site’s settings by the symbol at the left of the address, allow notifications there, then load this page again.',
  unsupported: 'This browser can’t show notifications. New posts are in Updates all the same.',
  install: 'On iPhone and iPad, put this site on your home screen first.',
  installHelp: 'Press Share in Safari, choose “Add to Home Screen”, and open it from there.',
  nobody: 'You follow no channel yet, so there is nothing to be told of.',
  findChannels: 'Find channels',
  failed: 'That didn’t work: your browser reached no service for notifications. Try again later.',
  notLoaded: 'Your settings couldn’t be loaded.',
  retry: 'Try again',
  when: 'When to be told',
  allDevices: (zone: string) => `On all your devices, by the clock of ${zone}.`,
  each: 'Of each post as it comes',
  daily: 'Once a day, of all together',
  digestAt: 'At',
  quiet: 'Quiet hours',
  quietHint: 'What was missed comes as one notification afterwards.',
  from: 'From',
  to: 'To',
  cap: 'At most',
  caps: (count: number | null) =>
    count === null ? 'as many as there are' : count === 1 ? 'one a day' : `${count} a day`,
  capHint: 'Of all channels together. The rest waits in Updates.',
  saved: 'Saved.',
  notSaved: 'That couldn’t be saved. Check your connection and try again.',
}

export type NotificationWords = typeof en

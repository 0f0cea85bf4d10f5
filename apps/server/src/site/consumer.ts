import type { Consumer } from '@carillon/api'

/** Has the site built again when what it lists has changed. Posts and follows are no part of it. */
export function siteConsumer(requestBuild: () => void): Consumer {
  return {
    name: 'site',
    async handle(events) {
      if (events.some((event) => event.type === 'channel.changed')) requestBuild()
    },
  }
}

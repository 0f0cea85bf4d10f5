import { useChannels } from '../queries.ts'
import { mayPublish } from './channel.ts'

/** The other channels that one may publish in. */
export function usePublishable(except: () => string) {
  const channels = useChannels()
  return () =>
    (channels.data ?? []).filter((channel) => channel.id !== except() && !channel.archived && mayPublish(channel))
}

import { DirectoryEntry, Instance } from '@carillon/contract'
import { defineCollection } from 'astro:content'
import { listChannels, readInstance } from './site/source.ts'

const api = import.meta.env.CARILLON_API_URL

const channels = defineCollection({
  loader: {
    name: 'channels',
    async load({ store }) {
      store.clear()
      for await (const channel of listChannels(api)) {
        store.set({ id: channel.handle, data: DirectoryEntry.parse(channel) })
      }
    },
  },
})

const instance = defineCollection({
  loader: {
    name: 'instance',
    async load({ store }) {
      store.clear()
      store.set({ id: 'instance', data: Instance.parse(await readInstance(api)) })
    },
  },
})

export const collections = { channels, instance }

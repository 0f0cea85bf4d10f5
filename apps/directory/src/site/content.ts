import type { DirectoryEntry, Instance } from '@carillon/contract'
import { getCollection, getEntry } from 'astro:content'

export async function getInstance(): Promise<Instance> {
  return (await getEntry('instance', 'instance'))!.data as Instance
}

export async function getChannels(): Promise<DirectoryEntry[]> {
  const entries: { data: unknown }[] = await getCollection('channels')
  return entries.map(({ data }) => data as DirectoryEntry)
}

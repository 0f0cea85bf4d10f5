import type { Instance } from '@carillon/contract'
import { getCollection, getEntry } from 'astro:content'
import type { Listed } from '../lists/lists.ts'

export async function getInstance(): Promise<Instance> {
  return (await getEntry('instance', 'instance'))!.data as Instance
}

export async function getChannels(): Promise<Listed[]> {
  return (await getCollection('channels')).map((entry) => entry.data as Listed)
}

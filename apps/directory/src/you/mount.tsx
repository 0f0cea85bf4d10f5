import type { JSX } from 'solid-js'
import { loadYou } from '@carillon/ui/messages/you'
import { mount, surroundings } from '../site/island.tsx'
import { Join } from './Join.tsx'
import { You } from './You.tsx'

export const mountYou = () => mountWithWords('you', () => <You />)
export const mountJoin = () => mountWithWords('join', () => <Join />)

async function mountWithWords(id: string, view: () => JSX.Element): Promise<void> {
  const around = await surroundings()
  const words = { ...around.words, you: await loadYou(around.locale) }
  mount(document.getElementById(id)!, { ...around, words }, view)
}

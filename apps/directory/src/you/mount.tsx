import { loadYou } from '@carillon/ui/messages/load'
import { mount, surroundings } from '../site/island.tsx'
import { You } from './You.tsx'

export async function mountYou(): Promise<void> {
  const around = await surroundings()
  const words = { ...around.words, you: await loadYou(around.locale) }
  mount(document.getElementById('you')!, { ...around, words }, () => <You />)
}

import { beginCounting } from '../counting/counting.ts'
import { mount, surroundings } from '../site/island.tsx'
import { Updates } from './Updates.tsx'

export async function mountUpdates(): Promise<void> {
  const around = await surroundings()
  beginCounting('updates', around.locale)
  mount(document.getElementById('updates')!, around, () => <Updates />)
}

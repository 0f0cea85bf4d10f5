import { mount, surroundings } from '../site/island.tsx'
import { Updates } from './Updates.tsx'

export async function mountUpdates(): Promise<void> {
  mount(document.getElementById('updates')!, await surroundings(), () => <Updates />)
}

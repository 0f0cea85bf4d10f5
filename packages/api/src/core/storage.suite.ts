import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { Storage } from './ports.ts'

/** What every storage must do. `create` gives an empty one. */
export function describeStorage(name: string, create: () => Promise<Storage>): void {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const read = async (storage: Storage, object: string) => {
    const found = await storage.get(object)
    return found && new TextDecoder().decode(found)
  }
  const readStream = async (storage: Storage, object: string, range?: { start: number; end: number }) => {
    const stream = await storage.stream(object, range)
    return stream && text(stream)
  }

  describe(name, () => {
    test('what was put is there, whole', async () => {
      const storage = await create()
      const everyByte = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251)
      await storage.put('media/ab/0001-320.webp', everyByte)
      expect(Buffer.compare((await storage.get('media/ab/0001-320.webp'))!, everyByte)).toBe(0)
    })

    test('an empty object is an object', async () => {
      const storage = await create()
      await storage.put('empty', new Uint8Array())
      expect(await read(storage, 'empty')).toBe('')
      expect(await readStream(storage, 'empty')).toBe('')
      expect(await storage.size('empty')).toBe(0)
    })

    test('the size of an object is that of its bytes', async () => {
      const storage = await create()
      await storage.put('media/one', new Uint8Array(70_001))
      expect(await storage.size('media/one')).toBe(70_001)
    })

    test('putting again replaces', async () => {
      const storage = await create()
      await storage.put('day/020000', bytes('the first, which is longer'))
      await storage.put('day/020000', bytes('the second'))
      expect(await read(storage, 'day/020000')).toBe('the second')
    })

    test('what was never put is null', async () => {
      const storage = await create()
      await storage.put('media/one', bytes('1'))
      for (const missing of ['media/two', 'media', 'other/one', 'media/one/deeper']) {
        expect(await storage.get(missing)).toBeNull()
        expect(await storage.stream(missing)).toBeNull()
        expect(await storage.stream(missing, { start: 0, end: 0 })).toBeNull()
        expect(await storage.size(missing)).toBeNull()
      }
    })

    test('a stream gives all of it, or the range asked for with both ends', async () => {
      const storage = await create()
      await storage.put('letters', bytes('abcdefghij'))
      expect(await readStream(storage, 'letters')).toBe('abcdefghij')
      expect(await readStream(storage, 'letters', { start: 0, end: 0 })).toBe('a')
      expect(await readStream(storage, 'letters', { start: 2, end: 4 })).toBe('cde')
      expect(await readStream(storage, 'letters', { start: 8, end: 100 })).toBe('ij')
    })

    test('a stream that is given up can be', async () => {
      const storage = await create()
      await storage.put('large', new Uint8Array(2_000_000))
      const stream = (await storage.stream('large'))!
      const reader = stream.getReader()
      expect((await reader.read()).value!.length).toBeGreaterThan(0)
      await reader.cancel()
      await storage.delete('large')
      expect(await storage.get('large')).toBeNull()
    })

    test('what was deleted is gone, and deleting it again is no error', async () => {
      const storage = await create()
      await storage.put('media/one', bytes('1'))
      await storage.put('media/two', bytes('2'))
      await storage.delete('media/one')
      await storage.delete('media/one')
      await storage.delete('never/was')
      expect(await storage.get('media/one')).toBeNull()
      expect(await listNames(storage, '')).toEqual(['media/two'])
    })

    test('many go at once, those that were never there among them, and the others stay', async () => {
      const storage = await create()
      const names = Array.from({ length: 7 }, (_, at) => `${at % 2 ? 'media' : 'avatars'}/${at}`)
      for (const object of [...names, 'media/stays']) await storage.put(object, bytes(object))
      await storage.delete()
      await storage.delete(...names, 'never/was', 'media/neither')
      expect(await listNames(storage, '')).toEqual(['media/stays'])
      expect(await read(storage, names[0]!)).toBeNull()
    })

    test('a list holds the names that start with the prefix', async () => {
      const storage = await create()
      const names = ['avatars/a', 'media/ab/1', 'media/ab/2', 'media/abc', 'media/b/1', 'mediation']
      for (const object of names) await storage.put(object, bytes(object))
      expect(await listNames(storage, '')).toEqual(names)
      expect(await listNames(storage, 'media/')).toEqual(['media/ab/1', 'media/ab/2', 'media/abc', 'media/b/1'])
      expect(await listNames(storage, 'media/ab')).toEqual(['media/ab/1', 'media/ab/2', 'media/abc'])
      expect(await listNames(storage, 'nothing/')).toEqual([])
    })

    test.each(['', '/a', 'a/', 'a//b', '../a', 'a/../../b', 'a/..', '.', '.hidden', 'A', 'ä', 'a b', 'a\\b', 'a\0'])(
      'the name %j is refused',
      async (object) => {
        const storage = await create()
        await expect(async () => storage.put(object, bytes('x'))).rejects.toThrow(RangeError)
        await expect(async () => storage.get(object)).rejects.toThrow(RangeError)
        await expect(async () => storage.delete(object)).rejects.toThrow(RangeError)
        expect(await listNames(storage, '')).toEqual([])
      },
    )
  })
}

export async function listNames(storage: Storage, prefix: string): Promise<string[]> {
  const names: string[] = []
  for await (const name of storage.list(prefix)) names.push(name)
  return names.toSorted()
}

/** Keeps the newest so many. */
export async function dropBeyond(cache: Cache, most: number): Promise<void> {
  const names = await cache.keys()
  await Promise.all(names.slice(0, -most).map((name) => cache.delete(name)))
}

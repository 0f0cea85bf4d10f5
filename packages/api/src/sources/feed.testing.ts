/** An RSS feed of these items. */
export function rss(items: string[], head = ''): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Tower &amp;amp; Bells</title><link>https://tower.example/</link>${head}${items.join('')}</channel></rss>`
}

export function item(id: string, more = `<title>Item ${id}</title>`): string {
  return `<item><guid isPermaLink="false">${id}</guid><link>https://tower.example/${id}</link>${more}</item>`
}

import type { ReadContent } from './content.ts'

/** The text of a post, or its caption; empty where its kind has none. */
export function captionOf(content: ReadContent): string {
  return 'text' in content ? content.text : ''
}

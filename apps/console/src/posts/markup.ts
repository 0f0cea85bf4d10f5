/** What the toolbar does to a text: pure, from a selection to the replacement of a part and the selection after it. */
export type Selection = { text: string; from: number; to: number }
export type Edit = { from: number; to: number; insert: string; select: [number, number] }

export type Mark = '*' | '_' | '~' | '`'
export type Prefix = 'quote' | 'list' | 'numbered'

/** Marks what is selected, or takes the mark away. Marks don't reach over lines, so each line gets its own. */
export function toggleMark({ text, from, to }: Selection, mark: Mark): Edit {
  if (text[from - 1] === mark && text[to] === mark && to > from) {
    const insert = text.slice(from, to)
    return { from: from - 1, to: to + 1, insert, select: [from - 1, to - 1] }
  }
  if (from === to) return { from, to, insert: mark + mark, select: [from + 1, from + 1] }
  const insert = text
    .slice(from, to)
    .split('\n')
    .map((line) => wrapped(line, mark))
    .join('\n')
  return { from, to, insert, select: [from, from + insert.length] }
}

/** A mark stands at a word, not at the space before it. */
function wrapped(line: string, mark: Mark): string {
  const inner = line.trim()
  if (inner === '') return line
  const start = line.indexOf(inner)
  if (inner.length > 2 && inner.startsWith(mark) && inner.endsWith(mark)) {
    return line.slice(0, start) + inner.slice(1, -1) + line.slice(start + inner.length)
  }
  return `${line.slice(0, start)}${mark}${inner}${mark}${line.slice(start + inner.length)}`
}

const BEFORE: Record<Prefix, RegExp> = { quote: /^> /, list: /^[-*] /, numbered: /^\d{1,9}\. / }

/** Makes the selected lines a quote or a list, or plain lines again. */
export function toggleLines({ text, from, to }: Selection, prefix: Prefix): Edit {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const next = text.indexOf('\n', Math.max(from, to))
  const end = next === -1 ? text.length : next
  const lines = text.slice(start, end).split('\n')
  const full = lines.filter((line) => line.trim() !== '')
  const away = full.length > 0 && full.every((line) => BEFORE[prefix].test(line))
  let count = 0
  const changed = lines.map((line) => {
    if (away) return line.replace(BEFORE[prefix], '')
    if (line.trim() === '' && lines.length > 1) return line
    count += 1
    return opening(prefix, count) + Object.values(BEFORE).reduce((bare, before) => bare.replace(before, ''), line)
  })
  const insert = changed.join('\n')
  const edge = start + insert.length
  return { from: start, to: end, insert, select: from === to ? [edge, edge] : [start, edge] }
}

function opening(prefix: Prefix, count: number): string {
  return prefix === 'quote' ? '> ' : prefix === 'list' ? '- ' : `${count}. `
}

/** Changes the text of a field as if it were typed, so that it can be undone. */
export function applyEdit(field: HTMLTextAreaElement, edit: Edit): void {
  field.focus()
  field.setSelectionRange(edit.from, edit.to)
  if (!document.execCommand('insertText', false, edit.insert)) {
    field.setRangeText(edit.insert, edit.from, edit.to, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  field.setSelectionRange(...edit.select)
}

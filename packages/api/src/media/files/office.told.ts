const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org'

/** Parts that only tell of their author and of the program, as they are when there is nothing to tell. */
export const EMPTY: Record<string, string> = {
  'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="${OFFICE}/package/2006/metadata/core-properties"/>`,
  'docProps/app.xml': `${XML}<Properties xmlns="${OFFICE}/officeDocument/2006/extended-properties"/>`,
  'docProps/custom.xml': `${XML}<Properties xmlns="${OFFICE}/officeDocument/2006/custom-properties"/>`,
  'meta.xml': `${XML}<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>`,
}

/** A workbook names the folder it was saved in, and with it whoever saved it. */
export const isTold = (name: string) => name === 'xl/workbook.xml'

export function withoutPaths(xml: string): string {
  return xml.replace(/<x15ac:absPath\b[^>]*?(\/>|>\s*<\/x15ac:absPath>)/g, '').replace(/<fileSharing\b[^>]*\/>/g, '')
}

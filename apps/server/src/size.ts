const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB']

export function describeSize(bytes: number): string {
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** unit
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${UNITS[unit]}`
}

export const describeFiles = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'file' : 'files'}`

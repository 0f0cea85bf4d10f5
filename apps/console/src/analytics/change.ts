/** The share by which something grew or shrank; nothing where there was none, or where it stayed as it was. */
export function changeFrom(before: number, now: number): number | null {
  const share = before > 0 ? (now - before) / before : 0
  return Math.abs(share) < 0.005 ? null : share
}

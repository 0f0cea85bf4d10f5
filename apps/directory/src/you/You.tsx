/** Everything of the reader's own, a section each: what is kept, notifications, devices, recovery, taking along, deleting. */
export function You() {
  return <></>
}

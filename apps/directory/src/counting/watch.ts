/** How long something must be in sight to be seen, milliseconds. */
const A_LOOK = 1_000
/** At which shares of an element it is looked at anew; the small ones are for those that are taller than the window. */
const STEPS = Array.from({ length: 11 }, (_, step) => step / 20)

type Watched = { saw: () => void; timer?: ReturnType<typeof setTimeout> | undefined }

/** Says of elements that they are in sight: half of them, or half of the window full of them, for a second. */
export function createWatch() {
  const watched = new Map<Element, Watched>()
  const observer = new IntersectionObserver((entries) => entries.forEach(look), { threshold: STEPS })

  function look({ target, boundingClientRect, intersectionRect }: IntersectionObserverEntry): void {
    const one = watched.get(target)
    if (!one) return
    const isInSight = intersectionRect.height >= Math.min(boundingClientRect.height, innerHeight) / 2
    // A page that is made ready before anybody asks for it is hidden too.
    if (document.hidden || !isInSight || intersectionRect.height === 0) stop(one)
    else one.timer ??= setTimeout(one.saw, A_LOOK)
  }

  function stop(one: Watched): void {
    clearTimeout(one.timer)
    one.timer = undefined
  }

  document.addEventListener('visibilitychange', () => {
    for (const [element, one] of watched) {
      stop(one)
      observer.unobserve(element)
      if (!document.hidden) observer.observe(element)
    }
  })

  /** Until what it answers is called. */
  return (element: Element, saw: () => void): (() => void) => {
    const one: Watched = { saw }
    watched.set(element, one)
    observer.observe(element)
    return () => {
      stop(one)
      watched.delete(element)
      observer.unobserve(element)
    }
  }
}

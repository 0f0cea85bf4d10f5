import { createMemo, createSignal, For, onMount } from 'solid-js'
import { COUNTRIES } from '@carillon/contract/lists'
import { controlClass, Field } from '@carillon/ui'
import { chooseCountry, ownCountry } from '../counting/country.ts'
import { link } from '../site/links.ts'
import { Section } from './Section.tsx'
import { useYou } from './words.ts'

/** The country that the reader wants to be counted in, if any. */
export function Country() {
  const ui = useYou()
  const t = () => ui.t.you.counting
  const countries = createMemo(() => ui.format.named(COUNTRIES, ui.format.country))
  const [said, setSaid] = createSignal('')
  let place!: HTMLDivElement
  // The page came without it, so the browser could not go there.
  onMount(() => location.hash === '#country' && place.scrollIntoView())

  function choose(code: string | null): void {
    setSaid(chooseCountry(code) ? t().saved : t().unsaved)
  }

  return (
    <div id="country" ref={place}>
      <Section title={t().title} lead={t().lead}>
        <div class="w-full max-w-80">
          <Field label={t().label}>
            {(control) => (
              <select
                {...control}
                class={controlClass}
                onChange={({ currentTarget }) => {
                  choose(currentTarget.value || null)
                  currentTarget.value = ownCountry() ?? ''
                }}
              >
                <option value="">{t().none}</option>
                <For each={countries()}>
                  {({ code, name }) => (
                    <option value={code} selected={code === ownCountry()}>
                      {name}
                    </option>
                  )}
                </For>
              </select>
            )}
          </Field>
        </div>
        <p class="text-sm text-pretty text-muted">
          {t().hint}{' '}
          <span role="status" class="text-good">
            {said()}
          </span>
        </p>
        <a href={link(ui.locale, '/counting')} class="link inline-flex min-h-11 items-center text-sm">
          {t().more}
        </a>
      </Section>
    </div>
  )
}

import { CATEGORIES, COUNTRIES, LANGUAGES } from '@carillon/contract/lists'
import { LIMITS } from '@carillon/contract'
import { CharacterCount } from '@carillon/ui'
import { createMemo } from 'solid-js'
import { useWords } from '../interface.ts'
import { SelectField, TextArea, TextField } from '../parts/fields.tsx'
import type { ProfileForm } from './profile.ts'

/** What a channel says of itself; the same when it is created as later. */
export function ProfileFields(props: { form: ProfileForm }) {
  const ui = useWords()
  const form = () => props.form
  const categories = createMemo(() => ui.format.named(CATEGORIES, (code) => ui.t.categories[code]))
  const countries = createMemo(() => ui.format.named(COUNTRIES, ui.format.country))
  const languages = createMemo(() => ui.format.named(LANGUAGES, ui.format.language))
  return (
    <>
      <TextField
        label={ui.t.channels.name}
        hint={ui.t.channels.nameHint}
        aside={<CharacterCount text={form().values.name} max={LIMITS.channelName} />}
        value={form().values.name}
        onValue={(value) => form().set('name', value)}
        error={form().error('name')}
      />
      <TextArea
        label={ui.t.channels.description}
        hint={ui.t.channels.descriptionHint}
        aside={<CharacterCount text={form().values.description} max={LIMITS.channelDescription} />}
        value={form().values.description}
        onValue={(value) => form().set('description', value)}
        error={form().error('description')}
      />
      <SelectField
        label={ui.t.channels.category}
        none={form().values.category ? undefined : ui.t.channels.chooseCategory}
        options={categories()}
        value={form().values.category}
        onValue={(value) => form().set('category', value as ProfileForm['values']['category'])}
        error={form().error('category')}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={ui.t.channels.country}
          none={ui.t.channels.noCountry}
          options={countries()}
          value={form().values.country ?? ''}
          onValue={(value) => form().set('country', value || null)}
          error={form().error('country')}
        />
        <SelectField
          label={ui.t.channels.language}
          none={ui.t.channels.noLanguage}
          options={languages()}
          value={form().values.language ?? ''}
          onValue={(value) => form().set('language', value || null)}
          error={form().error('language')}
        />
      </div>
    </>
  )
}

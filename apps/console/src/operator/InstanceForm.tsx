import type { Instance, InstanceSettings } from '@carillon/contract'
import { Alert, Button } from '@carillon/ui'
import { api } from '../api.ts'
import { createForm } from '../forms.ts'
import { useWords } from '../interface.ts'
import { Choices } from '../parts/choices.tsx'
import { TextField } from '../parts/fields.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { notify } from '../parts/notices.tsx'
import { instanceOptions, meOptions, queries, useInstance } from '../queries.ts'

export function InstanceForm() {
  const instance = useInstance()
  return <Loaded query={instance}>{(known) => <Form instance={known()} />}</Loaded>
}

function Form(props: { instance: Instance }) {
  const ui = useWords()
  const { name, creation } = props.instance
  const form = createForm<InstanceSettings>({ name, creation }, async (values) => {
    queries.setQueryData(instanceOptions.queryKey, await api.instance.edit.mutate(values))
    notify(ui.t.shell.saved)
    await queries.invalidateQueries({ queryKey: meOptions.queryKey })
  })
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} noValidate>
      <TextField
        label={ui.t.operator.name}
        value={form.values.name}
        onValue={(value) => form.set('name', value)}
        error={form.error('name')}
      />
      <Choices
        legend={ui.t.operator.creation}
        value={form.values.creation}
        onValue={(value) => form.set('creation', value as InstanceSettings['creation'])}
        options={[
          { value: 'invited', label: ui.t.operator.invited, hint: ui.t.operator.invitedHint },
          { value: 'anyone', label: ui.t.operator.anyone, hint: ui.t.operator.anyoneHint },
        ]}
      />
      <Alert>{form.message()}</Alert>
      <Button type="submit" look="primary" class="self-start" busy={form.busy()}>
        {ui.t.shell.save}
      </Button>
    </form>
  )
}

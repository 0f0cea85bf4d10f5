import type { Locale, Overview } from '@carillon/contract'

type Words = { subject: string; text: string }
type Week = Pick<Overview, 'now' | 'before' | 'span' | 'posts'> & { name: string; link: string }

const number = (locale: Locale, value: number) => new Intl.NumberFormat(locale).format(value)
const day = (locale: Locale, name: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(name))
/** Against the week before: `1,204 (+32)`. */
const compared = (locale: Locale, now: number, before: number) => {
  const change = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(now - before)
  return `${number(locale, now)} (${change})`
}

type Names = Record<
  'followers' | 'gained' | 'lost' | 'reach' | 'views' | 'posts' | 'reactions' | 'votes' | 'forwards',
  string
>

const TEXTS: Record<
  Locale,
  {
    subject: (name: string) => string
    span: (from: string, to: string) => string
    names: Names
    more: string
    end: string
  }
> = {
  en: {
    subject: (name) => `${name}: the week on Carillon`,
    span: (from, to) => `From ${from} to ${to}, against the week before:`,
    names: {
      followers: 'Followers',
      gained: 'Gained',
      lost: 'Lost',
      reach: 'Readers a day, on average',
      views: 'Views',
      posts: 'Posts',
      reactions: 'Reactions',
      votes: 'Votes',
      forwards: 'Forwards',
    },
    more: 'Everything else is here:',
    end: 'You asked for this e-mail on that page, and can end it there.',
  },
  fr: {
    subject: (name) => `${name} : la semaine sur Carillon`,
    span: (from, to) => `Du ${from} au ${to}, par rapport à la semaine précédente :`,
    names: {
      followers: 'Abonnés',
      gained: 'Gagnés',
      lost: 'Perdus',
      reach: 'Lecteurs par jour, en moyenne',
      views: 'Vues',
      posts: 'Publications',
      reactions: 'Réactions',
      votes: 'Votes',
      forwards: 'Partages',
    },
    more: 'Tout le reste est ici :',
    end: 'Vous avez demandé ce courriel sur cette page, et pouvez y mettre fin.',
  },
  es: {
    subject: (name) => `${name}: la semana en Carillon`,
    span: (from, to) => `Del ${from} al ${to}, frente a la semana anterior:`,
    names: {
      followers: 'Seguidores',
      gained: 'Ganados',
      lost: 'Perdidos',
      reach: 'Lectores al día, de media',
      views: 'Visualizaciones',
      posts: 'Publicaciones',
      reactions: 'Reacciones',
      votes: 'Votos',
      forwards: 'Reenvíos',
    },
    more: 'Todo lo demás está aquí:',
    end: 'Usted pidió este correo en esa página, y puede darlo de baja allí.',
  },
}

/** The week's figures in a few lines: nothing of what posts said, so that nothing of it outlives them in a mailbox. */
export function weekInWords(locale: Locale, { name, span, now, before, link }: Week): Words {
  const { subject, span: between, names, more, end } = TEXTS[locale]
  const lines = (Object.keys(names) as (keyof Names)[]).map(
    (figure) => `${names[figure]}: ${compared(locale, now[figure], before[figure])}`,
  )
  const head = between(day(locale, span.from), day(locale, span.to))
  return { subject: subject(name), text: [head, lines.join('\n'), `${more}\n${link}`, end].join('\n\n') }
}

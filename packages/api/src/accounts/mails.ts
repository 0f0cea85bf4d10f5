import type { Locale } from '@carillon/contract'
import type { Deps } from '../core/context.ts'

type Text = { subject: string; text: (link: string) => string }
type Kind = 'reset' | 'sign_up' | 'known'

/** Every mail that an instance sends, in the language of whoever asked for it. */
const MAILS: Record<Kind, Record<Locale, Text>> = {
  reset: {
    en: {
      subject: 'A new password for Carillon',
      text: (link) =>
        `Somebody, hopefully you, asked for a new password.\n\nChoose one here within the hour:\n${link}\n\nIf it wasn’t you, nothing has changed and there is nothing to do.`,
    },
    fr: {
      subject: 'Un nouveau mot de passe pour Carillon',
      text: (link) =>
        `Quelqu’un, vous sans doute, a demandé un nouveau mot de passe.\n\nChoisissez-le ici dans l’heure :\n${link}\n\nSi ce n’était pas vous, rien n’a changé et il n’y a rien à faire.`,
    },
    es: {
      subject: 'Una contraseña nueva para Carillon',
      text: (link) =>
        `Alguien, seguramente usted, pidió una contraseña nueva.\n\nElíjala aquí antes de una hora:\n${link}\n\nSi no fue usted, nada ha cambiado y no hay nada que hacer.`,
    },
  },
  sign_up: {
    en: {
      subject: 'Your account on Carillon',
      text: (link) => `Set up your account here, within seven days:\n${link}\n\nIf you didn’t ask for it, ignore this.`,
    },
    fr: {
      subject: 'Votre compte sur Carillon',
      text: (link) =>
        `Créez votre compte ici, dans les sept jours :\n${link}\n\nSi vous ne l’avez pas demandé, ignorez ce courriel.`,
    },
    es: {
      subject: 'Su cuenta en Carillon',
      text: (link) => `Cree su cuenta aquí, antes de siete días:\n${link}\n\nSi no la pidió, ignore este correo.`,
    },
  },
  known: {
    en: {
      subject: 'You have an account on Carillon',
      text: (link) =>
        `Somebody asked to sign up with this address, which has an account already. Sign in here:\n${link}`,
    },
    fr: {
      subject: 'Vous avez un compte sur Carillon',
      text: (link) =>
        `Quelqu’un a voulu s’inscrire avec cette adresse, qui a déjà un compte. Connectez-vous ici :\n${link}`,
    },
    es: {
      subject: 'Ya tiene una cuenta en Carillon',
      text: (link) => `Alguien quiso registrarse con esta dirección, que ya tiene cuenta. Inicie sesión aquí:\n${link}`,
    },
  },
}

/** Sends without waiting, so that how long an answer takes tells nobody whether an address is known. */
export function sendMail(deps: Deps, kind: Kind, to: string, locale: Locale, path: string): void {
  const mail = MAILS[kind][locale]
  deps.mailer
    .send({ to, subject: mail.subject, text: mail.text(`${deps.origin}${path}`) })
    .catch((error: { code?: string }) => {
      // The mail server's own words may name an address.
      deps.log.error('mail.failed', { kind, code: error.code ?? 'unknown' })
    })
}

import type { Mailer } from '@carillon/api'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

/** Mail through a server, or, where none is configured, as files that the operator can read. */
export function createMailer(smtpUrl: string | undefined, from: string, folder: string, newName: () => string): Mailer {
  if (smtpUrl) {
    const transport = createTransport(smtpUrl)
    return {
      kind: 'smtp',
      async send(mail) {
        await transport.sendMail({ from, ...mail })
      },
    }
  }
  return {
    kind: 'files',
    async send({ to, subject, text }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const body = `From: ${from}\nTo: ${to}\nSubject: ${subject}\n\n${text}\n`
      await writeFile(join(folder, `${newName()}.txt`), body, { mode: 0o600 })
    },
  }
}

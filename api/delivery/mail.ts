import { createTransport } from 'nodemailer'
import type { ContactSettings } from '#api/settings/contact.ts'

export interface Mail {
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  /** The same as a page, for programs that show one. */
  readonly html?: string
  /** The same at each try, so that a mail that arrives twice can be recognised: `abc@help.example.com`. */
  readonly id: string
}

/** A server that does not answer for so long is tried again later, in ms. */
const patience = 10_000

/** Sends one mail over SMTP, in plain text and, where there is one, as a page. Throws what the server or the network says. */
export async function sendMail(
  { smtp, from }: NonNullable<ContactSettings['mail']>,
  { to, replyTo, subject, text, html, id }: Mail,
): Promise<void> {
  const transport = createTransport(smtp, { from })
  const mail = {
    to,
    subject,
    text,
    ...(html !== undefined && { html }),
    messageId: `<${id}>`,
    ...(replyTo !== undefined && { replyTo }),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The mail server did not answer.')), patience)
    })
    await Promise.race([transport.sendMail(mail), late])
  } finally {
    clearTimeout(timer)
    transport.close()
  }
}

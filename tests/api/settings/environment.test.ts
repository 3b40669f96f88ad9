import { describe, expect, it } from 'vitest'
import { readEnvironment } from '#api/settings/environment.ts'
import { WrongSetting } from '#api/settings/secrets.ts'

const key = 'ab'.repeat(32)

describe('a setting that cannot be used is refused with its name and what to write', () => {
  it.each([
    [{ HOST: 'not a host' }, 'HOST is "not a host": an address or a name of this machine'],
    [{ KINDRED_HOLDOUT: ' ' }, 'KINDRED_HOLDOUT is " ": a share from 0 to 1, such as 0.1.'],
    [{ KINDRED_HOLDOUT: '0,1' }, 'KINDRED_HOLDOUT is "0,1": a share from 0 to 1'],
    [{ KINDRED_HOLDOUT: '0x1' }, 'KINDRED_HOLDOUT is "0x1": a share from 0 to 1'],
    [{ KINDRED_CONTACT_DAYS: 'a week' }, 'KINDRED_CONTACT_DAYS is "a week": a whole number from 1 to 90.'],
    [{ KINDRED_LOG: 'verbose' }, 'KINDRED_LOG is "verbose": one of trace, debug,'],
    [{ KINDRED_CONTACT: 'mailto:%zz' }, 'KINDRED_CONTACT is "mailto:%zz": mailto:desk@example.com, or'],
    [{ KINDRED_CONTACT: 'mailto:a@b.example?subject=x' }, 'mailto:desk@example.com, or'],
    [{ KINDRED_NOTICES: 'mailto:%E0%A4%A' }, 'KINDRED_NOTICES is "mailto:%E0%A4%A"'],
    [{ KINDRED_CONTACT_KEY: key }, 'KINDRED_CONTACT_KEY is set without KINDRED_CONTACT'],
    [{ KINDRED_SMTP: 'smtp://' }, 'KINDRED_SMTP is "smtp://": an address such as'],
    [{ KINDRED_SMTP: 'smtp://me:p%zz@mail.example' }, 'KINDRED_SMTP is "smtp://…@mail.example"'],
    [{ KINDRED_APP_DB: 'libsql://' }, 'KINDRED_APP_DB is "libsql://": an address such as'],
    [{ KINDRED_ORIGIN: 'https://me:pass@help.example' }, 'KINDRED_ORIGIN holds a user or a password'],
    [{ KINDRED_OIDC_ISSUER: 'login' }, 'KINDRED_OIDC_ISSUER is "login": an address such as'],
    [{ KINDRED_OIDC_SECRET: 's' }, 'KINDRED_OIDC_SECRET is set without KINDRED_OIDC_ISSUER'],
    [
      { KINDRED_WIDGET_ORIGINS: 'https://*.example.com' },
      'KINDRED_WIDGET_ORIGINS is "https://*.example.com"',
    ],
    [{ KINDRED_DESK_ORIGINS: 'https://*.example.com' }, 'KINDRED_DESK_ORIGINS is "https://*.example.com"'],
    [{ KINDRED_METRICS_PORT: '4321' }, 'KINDRED_METRICS_PORT and PORT are both 4321'],
  ])('%o', (settings: Record<string, string>, words) => {
    const read = () => readEnvironment({ KINDRED_SECRET: key, ...settings })
    expect(read).toThrow(WrongSetting)
    expect(read).toThrow(words)
    expect(read).not.toThrow(/pass@|p%zz/)
  })

  it('reads what is right', () => {
    const read = readEnvironment({
      ...{ KINDRED_HOLDOUT: '0.25', KINDRED_CONTACT_DAYS: '90', KINDRED_LOG: 'info', HOST: '::1' },
      ...{ KINDRED_SMTP: 'smtp://me%40a.example:p@mail.example:587', KINDRED_MAIL_FROM: 'help@a.example' },
      ...{ KINDRED_CONTACT: 'mailto:desk@a.example' },
    })
    expect(read).toMatchObject({ holdout: 0.25, log: 'info', host: '::1', contact: { days: 90 } })
    expect(read.contact.receiver).toEqual({ kind: 'mail', to: 'desk@a.example' })
  })
})

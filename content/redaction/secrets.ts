import { type Found, merge, type Passage } from './detector.ts'

/** Passwords, keys and one-time codes: by the word before them, by a known beginning, by looking like no word. */
export function tokens(passage: Passage): readonly Found[] {
  return merge(merge(announced(passage), byShape(passage)), bySecretWord(passage))
}

/** JSON Web Tokens and keys of well-known services begin in their own way. */
const beginnings =
  /(?<![A-Za-z0-9])(?:eyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]{0,4096})?|(?:(?:sk|pk|rk|whsec|gh[opsu]|github_pat|glpat|xox[abpr]|shpat)[_-]|npm_)(?=[A-Za-z_-]{0,255}\d)[\w-]{12,255}|AKIA[0-9A-Z]{16}(?!\w))/g
const bearer = /(?<=\bbearer )[\w.~+/=-]{12,4096}/gi

function announced({ text }: Passage): readonly Found[] {
  return merge(hits(text, beginnings), hits(text, bearer))
}

function hits(text: string, pattern: RegExp): Found[] {
  return Array.from(text.matchAll(pattern), (hit) => ({
    from: hit.index,
    to: hit.index + hit[0].length,
    mark: 'token' as const,
  }))
}

/** Long runs of hexadecimal digits, and runs that change between cases and digits as no word does. */
function byShape({ text }: Passage): Found[] {
  const found: Found[] = []
  for (const hit of text.matchAll(/[A-Za-z0-9_+/-]{24,}={0,2}/g)) {
    const from = hit.index
    const run = hit[0]
    if (run.length > 4096) continue
    // In a path the key is one of the parts.
    const parts = run.includes('/')
      ? [...run.matchAll(/[A-Za-z0-9_+=-]{24,}/g)].filter((part) => isKey(part[0]))
      : []
    for (const part of parts)
      found.push({ from: from + part.index, to: from + part.index + part[0].length, mark: 'token' })
    if (parts.length === 0 && isKey(run) && !/(?:^|\/)[a-z]{3,}(?:\/|$)/.test(run))
      found.push({ from, to: from + run.length, mark: 'token' })
  }
  return found
}

function isKey(run: string): boolean {
  return /^[0-9a-f]{32,}$/i.test(run) ? /\d/.test(run) : isMixed(run)
}

/** Random characters of 62 change their kind at six places in ten; "How-To-Reset-Your-PIN-2026" seldom does. */
function isMixed(run: string): boolean {
  if (!/[a-z]/.test(run) || !/[A-Z]/.test(run) || !/\d/.test(run)) return false
  const characters = run.replace(/[^A-Za-z0-9]+/g, '')
  let changes = 0
  for (let at = 1; at < characters.length; at++)
    if (kind(characters, at) !== kind(characters, at - 1)) changes++
  return changes >= characters.length * 0.35 && (run.match(/-/g)?.length ?? 0) < 3
}

function kind(run: string, at: number): number {
  const unit = run.charCodeAt(at)
  return unit >= 97 ? 2 : unit >= 65 ? 1 : 0
}

const outside = '(?<![a-z0-9\\u0080-\\uffff])'
/** Words for a secret that people choose, with the endings Turkish and Polish put on them. */
const passwordWords =
  'password|passwd|pwd|pass|passphrase|secret(?: key)?|client secret|api[ _-]?key|api anahtari\\w*|klucz\\w* api|access[ _-]?token|auth[ _-]?token|token|sid|session(?:[ _-]?id)?|sifre(?:m|mi|miz|si|niz)?|parola(?:m|mi|si)?|gizli anahtar\\w*|hasl[oaeu]\\w?|haslem|sekret\\w?(?: klienta)?'
/** Words for a number that a machine gave. */
const codeWords =
  'pin|pin code|pin kod\\w*|pass ?code|cvv2?|cvc2?|otp|(?:one-time|verification|security|sms|login|activation|confirmation|authentication|2fa) (?:pass)?code|(?:dogrulama|onay|guvenlik|sms|giris|aktivasyon|tek kullanimlik) (?:kod|sifre)\\w*|kod\\w* (?:weryfikacyjn\\w+|autoryzacyjn\\w+|zabezpieczaj\\w+|jednorazow\\w+|sms|pin|logowania|bezpieczenstwa|potwierdzaj\\w+)|gelen (?:kod|sifre)\\w*|(?:przyszedl|dostalem|dostalam|otrzymalem|otrzymalam|moj) kod|(?:my|your|the) code'
const joints = '(?: ?[:=] ?"?| )(?:(?:number|is|was|to|na|jest|no|nr|im|em|my|as|new|:|=) ?){0,3}'

const secretWord = new RegExp(`${outside}(?:(${codeWords})|(${passwordWords}))(?![a-z0-9])`, 'g')
const joint = new RegExp(joints, 'y')
/** "I reset it to Summer-2026! as my new password", "login with password …", "şifremi … yaptım". */
const chosenBefore = /(?: (?:as|for) (?:my|the) (?:new )?(?:password|pin|passcode))/g
const value = /[^\s,;&<>[\]"]{3,128}/y

/** A piece of every such word: without one there is nothing to look for. */
const secretPiece =
  /pass|pwd|secret|api|token|sid|session|sifre|parola|gizli|hasl|sekret|klucz|pin|cv[vc]|otp|code|kod/

function bySecretWord({ text, folded }: Passage): readonly Found[] {
  const found: Found[] = []
  if (!secretPiece.test(folded)) return found
  for (const hit of folded.matchAll(secretWord)) {
    joint.lastIndex = hit.index + hit[0].length
    const between = joint.exec(folded)?.[0]
    if (between === undefined) continue
    const from = joint.lastIndex
    value.lastIndex = from
    const written = value.exec(text)?.[0].replace(/[.?)'’:]+$/, '')
    if (written === undefined || from < (found.at(-1)?.to ?? 0)) continue
    const said = /[:=]|\b(?:is|was|to|na|jest)\b/.test(between)
    const after = folded.slice(from + written.length, from + written.length + 12)
    if (hit[1] === undefined ? isPassword(written, said) : isCode(written, after))
      found.push({ from, to: from + written.length, mark: 'token' })
  }
  return merge(found, chosen(text, folded))
}

/** A number in a password is the sign that it is one: "password reset" is not, "password 12 characters" neither. */
function isPassword(written: string, said: boolean): boolean {
  if (!/\d/.test(written)) return said && /^[\p{L}\d]+[!#$%*_@^]/u.test(written)
  return /^\d+$/.test(written)
    ? said && written.length >= 4
    : written.length >= 4 && /[\p{L}!#$%*_]/u.test(written)
}

function isCode(written: string, after: string): boolean {
  if (/^\d{3,8}$/.test(written))
    return !/^ (?:digit|times|character|hane|kere|kez|cyfr|razy|znak|error|page)/.test(after)
  return /\d/.test(written) && /\p{L}/u.test(written) && written.length >= 5
}

function chosen(text: string, folded: string): Found[] {
  const found: Found[] = []
  for (const hit of folded.matchAll(chosenBefore)) {
    let from = hit.index
    while (from > 0 && hit.index - from < 64 && !/\s/.test(text[from - 1]!)) from--
    const written = text.slice(from, hit.index)
    if (written.length >= 4 && isPassword(written, true)) found.push({ from, to: hit.index, mark: 'token' })
  }
  return found
}

/** What one writes in an afternoon: a pattern a kind, most particular first. The baseline of `npm run bench:redaction`. */
export function naiveRedact(text: string, language: string): string {
  const identity = language === 'tr' ? 'tckn' : 'pesel'
  return text
    .replace(/(?<=:\/\/)[^\s/@]+:[^\s/@]+(?=@)/g, '[url-credentials]')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[email]')
    .replace(/\b(?:sk|pk|ghp)_\w{16,}|\beyJ[\w.-]+|\b[0-9a-f]{32,}\b/g, '[token]')
    .replace(/(?<=\b(?:password|token|pin|şifre|hasło)(?: is|:|=)? ?)\S*\d\S*/gi, '[token]')
    .replace(/\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?\b/g, '[iban]')
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]+/gi, '[ip]')
    .replace(/\b(?:\d[ -]?){12,18}\d\b/g, '[card]')
    .replace(/\b\d{11}\b/g, `[${identity}]`)
    .replace(/\b\d{3}-\d{3}-\d{2}-\d{2}\b|\b\d{3}-\d{2}-\d{2}-\d{3}\b/g, '[nip]')
    .replace(/\+?\(?\d[\d ()-]{7,}\d/g, '[phone]')
    .replace(
      /(?<=\b(?:Hi|Hello|Dear|Regards|Thanks|Merhaba|Sayın|Saygılarımla|Cześć|Pozdrawiam|my name is),?\s)\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?/gu,
      '[name]',
    )
}

import { foldChars } from './fold-chars.ts'
import { isSurelyGivenName } from './given-names.ts'

/**
 * The words of a company's name that are nobody's name: `redact(text, language, [], ownNames('Acme Bank'))` leaves
 * "Hello Acme," as it is. A company called after a person ("Maria Nowak Studio") is not worth letting every Maria's name
 * through; where the name is one word alone, customers can only mean the company.
 */
export function ownNames(company: string): string[] {
  const words = company.match(/[\p{L}\p{M}]{2,}/gu) ?? []
  return words.length === 1 ? words : words.filter((word) => !isSurelyGivenName(foldChars(word), ''))
}

/** A piece of a sentence, without the markup of ticket or summary, and not sanitised yet. */
export type Piece =
  | string
  | { readonly as: 'strong' | 'code'; readonly text: string }
  | { readonly as: 'link'; readonly text: string; readonly url: string | undefined }

/** One fact of the table: what it is about, and what is known of it. */
export interface EvidenceRow {
  readonly title: string
  readonly pieces: readonly Piece[]
}

export function strongly(text: string): Piece {
  return { as: 'strong', text }
}

export function inCode(text: string): Piece {
  return { as: 'code', text }
}

export function linked(text: string, url: string | undefined): Piece {
  return { as: 'link', text, url }
}

/** The first of a list, with commas, and how many there are besides. */
export function listPieces(
  items: readonly (readonly Piece[])[],
  max: number,
  between = ', '
): readonly Piece[] {
  const shown = items.slice(0, max).flatMap((item, at) => (at === 0 ? item : [between, ...item]))
  const left = items.length - Math.min(items.length, max)
  return left === 0 ? shown : [...shown, `${between}and ${left} more`]
}

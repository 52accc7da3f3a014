const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Makes any text safe between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** A link that opens only what a browser may open; any other address stays visible as text. */
export function linkHtml(address: string, label: string): string {
  const isSafe = /^(https?:\/\/|mailto:)/i.test(address)
  return isSafe ? `<a href="${escapeHtml(address)}" rel="noreferrer noopener">${label}</a>` : label
}

/** Milliseconds since the epoch as people read them: `31 Jan 2026, 09:05 UTC`. */
export function dateHtml(at: number): string {
  const date = new Date(at)
  const day = date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC'
  })
  return `<time datetime="${date.toISOString()}">${day}, ${date.toISOString().slice(11, 16)} UTC</time>`
}

/** `90m`, `24h`, `14d` in hours. The text has passed the schema. */
export function durationHours(text: string): number {
  const amount = Number(text.slice(0, -1))
  const unit = text.slice(-1)
  return unit === 'd' ? amount * 24 : unit === 'm' ? amount / 60 : amount
}

/** How busy each hour of a week is, Monday 0:00 first; 1 on average. */
export type Season = 'flat' | 'daily' | 'weekly' | 'office'

export const hoursOfWeek = 168

/** Busiest at 15 o'clock, seven times as busy as at 3. */
const byDay = (hour: number): number => Math.exp(Math.cos((2 * Math.PI * ((hour % 24) - 15)) / 24))
const isWeekend = (hour: number): boolean => hour >= 120

/** From 9 to 17 o'clock, with an hour before and after that is half as busy; hardly anything at night and on weekends. */
function atWork(hour: number): number {
  const clock = hour % 24
  if (isWeekend(hour) || clock < 8 || clock > 17) return 0.02
  return clock === 8 || clock === 17 ? 0.5 : 1
}

const shapes: Readonly<Record<Season, (hour: number) => number>> = {
  flat: () => 1,
  daily: byDay,
  weekly: (hour) => byDay(hour) * (isWeekend(hour) ? 0.25 : 1),
  office: atWork
}

const factors: Readonly<Record<Season, readonly number[]>> = {
  flat: normalised(shapes.flat),
  daily: normalised(shapes.daily),
  weekly: normalised(shapes.weekly),
  office: normalised(shapes.office)
}

/** `hour` is any whole number; 0 is the first hour of some Monday. */
export function factorOf(season: Season, hour: number): number {
  return factors[season][((hour % hoursOfWeek) + hoursOfWeek) % hoursOfWeek] ?? 1
}

function normalised(shape: (hour: number) => number): readonly number[] {
  const values = Array.from({ length: hoursOfWeek }, (_, hour) => shape(hour))
  const mean = values.reduce((sum, value) => sum + value, 0) / hoursOfWeek
  return values.map((value) => value / mean)
}

/** A part of the day in which people come to their desktops; `weekend` is the daytime of a Saturday or Sunday. */
export type DayPhase = 'night' | 'morning' | 'midMorning' | 'afterLunch' | 'lateAfternoon' | 'evening' | 'weekend'

/**
 * When people arrive, in local hours: the first, then each further tenth of them, and the last. Person by person a later phase lies
 * at least 45 minutes after an earlier one, so that nobody's connections overlap.
 */
const ARRIVAL_HOURS: Record<DayPhase, readonly number[]> = {
  night: [0.2, 0.6, 1.0, 1.5, 2.1, 2.7, 3.3, 3.9, 4.5, 5.0, 5.5],
  morning: [6.8, 7.9, 8.3, 8.55, 8.75, 8.9, 9.05, 9.25, 9.5, 9.9, 10.8],
  midMorning: [9.6, 10.0, 10.2, 10.35, 10.5, 10.65, 10.8, 10.95, 11.1, 11.3, 11.6],
  afterLunch: [12.2, 12.7, 12.95, 13.1, 13.25, 13.45, 13.65, 13.9, 14.15, 14.45, 14.9],
  lateAfternoon: [14.6, 15.1, 15.4, 15.65, 15.9, 16.1, 16.3, 16.6, 16.9, 17.3, 18.0],
  evening: [18.8, 19.5, 19.9, 20.2, 20.5, 20.8, 21.1, 21.4, 21.8, 22.3, 23.4],
  weekend: [7.5, 9.0, 9.7, 10.4, 11.2, 12.4, 14.0, 15.2, 16.5, 18.0, 20.0],
}

/** The local hour by which a share (0 to 1) of the phase's people have arrived. */
export function arrivalHour(phase: DayPhase, share: number): number {
  const hours = ARRIVAL_HOURS[phase]
  const position = share * (hours.length - 1)
  const before = Math.min(Math.floor(position), hours.length - 2)
  const low = hours[before] ?? 0
  const high = hours[before + 1] ?? low
  return low + (high - low) * (position - before)
}

/** The share of the phase's people that have arrived by a local hour: 0 before the phase, 1 after it. */
export function arrivedShare(phase: DayPhase, hour: number): number {
  const hours = ARRIVAL_HOURS[phase]
  const after = hours.findIndex((knot) => knot > hour)
  if (after === -1) return 1
  if (after === 0) return 0
  const low = hours[after - 1] ?? 0
  const high = hours[after] ?? low
  return (after - 1 + (hour - low) / (high - low)) / (hours.length - 1)
}

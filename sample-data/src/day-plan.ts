import type { DayPhase } from './day-phase.js'

/** The phases in which one person comes to the desktop on one day, in order; empty when away. */
type DayPlan = readonly DayPhase[]

/** How a staff spends a kind of day: twentieths of it follow one plan each. */
export interface Timetable {
  readonly plans: readonly DayPlan[]
  /** For each phase that occurs, the plans with that phase, ascending. */
  readonly plansWith: ReadonlyMap<DayPhase, readonly number[]>
}

/** Monday to Friday: about two and a half visits a person. */
export const WORKING_DAY: Timetable = timetable([
  [2, ['morning']],
  [4, ['morning', 'afterLunch']],
  [3, ['morning', 'midMorning', 'afterLunch']],
  [3, ['morning', 'afterLunch', 'lateAfternoon']],
  [2, ['morning', 'midMorning', 'afterLunch', 'lateAfternoon']],
  [1, ['morning', 'lateAfternoon']],
  [1, ['morning', 'afterLunch', 'evening']],
  [1, ['morning', 'midMorning', 'afterLunch', 'lateAfternoon', 'evening']],
  [1, ['midMorning', 'evening']],
  [1, ['night', 'afterLunch']],
  [1, []],
])

/** Saturday and Sunday: some work, some are on call. */
export const WEEKEND: Timetable = timetable([
  [17, []],
  [1, ['weekend']],
  [1, ['weekend', 'evening']],
  [1, ['night', 'evening']],
])

function timetable(twentieths: readonly (readonly [count: number, plan: DayPlan])[]): Timetable {
  const plans = twentieths.flatMap(([count, plan]) => Array<DayPlan>(count).fill(plan))
  const plansWith = new Map<DayPhase, number[]>()
  for (const [index, plan] of plans.entries()) {
    for (const phase of plan) plansWith.set(phase, [...(plansWith.get(phase) ?? []), index])
  }
  return { plans, plansWith }
}

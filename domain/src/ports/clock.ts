/** Tells the time; passed in wherever time matters. */
export type Clock = () => Date

/** The computer's own clock. */
export const systemClock: Clock = () => new Date()

import { InvalidArgumentError } from 'commander'

/** Reads a whole number of an option; anything else is a usage error that tells the bounds. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value
    const bounds = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`
    throw new InvalidArgumentError(`It must be a whole number, ${bounds}.`)
  }
}

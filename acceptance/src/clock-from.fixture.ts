import { debianLibrary } from './debian-library.fixture.js'

/**
 * Settings for a process whose clock starts at a time, by Debian's libfaketime: nothing in the server is a switch for
 * tests. Its timers go by the monotonic clock, which is left alone.
 *
 * @param startsAt `YYYY-MM-DD HH:MM:SS`, UTC
 * @throws {Error} the library is not installed; `install-tools.mjs` does that
 */
export function clockFrom(startsAt: string): Record<string, string> {
  return { ...anotherClock(), FAKETIME: `@${startsAt}` }
}

/**
 * As {@link clockFrom}, for a clock that jumps: it is as far from the machine's as a file says at the moment.
 *
 * @param offsetFile holds an offset in days, such as `+8d`
 */
export function movableClock(offsetFile: string): Record<string, string> {
  return { ...anotherClock(), FAKETIME_TIMESTAMP_FILE: offsetFile, FAKETIME_NO_CACHE: '1' }
}

function anotherClock(): Record<string, string> {
  return {
    LD_PRELOAD: debianLibrary('faketime/libfaketime.so.1', 'libfaketime'),
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    // The library reads the time in the zone of the process.
    TZ: 'UTC',
  }
}

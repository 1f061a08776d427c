import { debianLibrary } from './debian-library.fixture.js'

/**
 * Settings for a process whose clock starts at a time, by Debian's libfaketime: nothing in the server is a switch for
 * tests. Its timers go by the monotonic clock, which is left alone.
 *
 * @param startsAt `YYYY-MM-DD HH:MM:SS`, UTC
 * @throws {Error} the library is not installed; `install-tools.mjs` does that
 */
export function clockFrom(startsAt: string): Record<string, string> {
  const path = debianLibrary('faketime/libfaketime.so.1', 'libfaketime')
  return {
    LD_PRELOAD: path,
    FAKETIME: `@${startsAt}`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    // The library reads the time in the zone of the process.
    TZ: 'UTC',
  }
}

import { chromium } from 'playwright-core'
import { walkConsole } from '../console-walk.js'
import { DAY_MS, dataSetOf } from '../data-set.js'
import { filledLedger } from '../filled-ledger.js'
import { compare } from '../measure.js'
import type { Answer, Question } from '../question.js'
import { serveCopy } from '../served-ledger.js'

/** Debian's. */
const CHROMIUM = '/usr/bin/chromium'

/** How the records page feels with many records. */
export const consoleQuestion: Question = {
  name: 'console',
  text:
    'How long does the console take to show what is asked for, in a browser on the machine of the server, and for how long does ' +
    'the page not listen meanwhile? 30 days of records; typing is part of the time. Tasks below 50 ms count as 0.',
  isOnlyFull: true,
  async ask({ scale, ledgers, scratch, tell }) {
    const answers: Answer[] = []
    // Without a sandbox of its own, since it may run as root and opens our pages only.
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    })
    try {
      for (const records of scale.listRecords) {
        const dataSet = dataSetOf(records)
        await using served = await serveCopy(await filledLedger(ledgers, dataSet, tell), scratch)
        tell(`console: ${records.toLocaleString('en')} records`)
        const range = { from: new Date(dataSet.endAt.getTime() - dataSet.days * DAY_MS), to: dataSet.endAt }
        const deskledger = { name: 'deskledger', run: () => walkConsole(browser, served.endpoint, range) }
        const rows = await compare({
          rounds: scale.rounds,
          contenders: [deskledger],
          yardstick: 'deskledger',
          lead: 'ms',
        })
        answers.push({ dataSet, rows })
      }
    } finally {
      await browser.close()
    }
    return answers
  },
}

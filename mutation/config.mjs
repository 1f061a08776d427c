/** What is held to the threshold, by name: a folder whose own tests have to notice changes to its sources. */
export const AREAS = {
  signing: 'signing/src',
  reading: 'http/src/reading',
  authentication: 'http/src/authentication',
  policy: 'domain/src/access/policy',
  access: 'domain/src/access',
}

/** No code that runs at a user's: tests, their fixtures, and what reads the published vectors. */
const NOT_CHANGED = ['*.test.ts', '*.fixture.ts', 'vectors/**']

/** Folders inside this one that are areas of their own. */
const areasIn = (folder) => Object.values(AREAS).filter((other) => other.startsWith(`${folder}/`))

/** Stryker's options for the folder of an area; what is not here has its default. */
export const optionsFor = (folder) => ({
  mutate: [
    `${folder}/**/*.ts`,
    ...NOT_CHANGED.map((pattern) => `!${folder}/**/${pattern}`),
    ...areasIn(folder).map((inner) => `!${inner}/**`),
  ],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'mutation/vitest.config.mjs', dir: folder },
  concurrency: 2,
  // A mutant that takes too long counts as killed. Long enough that a busy machine does not look like an endless loop.
  timeoutMS: 60_000,
  thresholds: { high: 100, low: 90, break: 90 },
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  // Its warnings are of patterns above that exclude nothing in this folder.
  logLevel: 'error',
  // Vitest strips types and never reads them, so there are no type errors to silence.
  disableTypeChecks: false,
  // Stryker adapts this file by TypeScript's JavaScript interface, which TypeScript 7 has not. It finds none.
  tsconfigFile: 'mutation/none.json',
  // Holds a copy of the repository while Stryker runs; git and every tool here pass over `dist`.
  tempDirName: 'mutation/dist',
  cleanTempDir: 'always',
})

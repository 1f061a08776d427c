import type { english } from './english.js'

type Shape<T> = {
  readonly [Key in keyof T]: T[Key] extends (...facts: infer Facts) => string
    ? (...facts: Facts) => string
    : T[Key] extends string
      ? string
      : Shape<T[Key]>
}

/** Every text of the console: what one language has, all have. */
export type Text = Shape<typeof english>

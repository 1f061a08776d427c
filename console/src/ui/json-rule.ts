/** A rule for a form: the text has to be JSON. */
export function jsonRule(message: string): { readonly validator: (rule: unknown, value?: string) => Promise<void> } {
  return {
    validator: async (_, value = '') => {
      try {
        JSON.parse(value)
      } catch {
        throw new Error(message)
      }
    },
  }
}

/** What has been opened, to be released in reverse order, once. */
export class ReleaseStack {
  private readonly releases: (() => unknown)[] = []

  add(release: () => unknown): void {
    this.releases.push(release)
  }

  /** Releases everything, the last opened first. A failure does not keep the rest open; the first one is thrown. */
  async releaseAll(): Promise<void> {
    const failures: unknown[] = []
    for (const release of this.releases.splice(0).reverse()) {
      try {
        await release()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}

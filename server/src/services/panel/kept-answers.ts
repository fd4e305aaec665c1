/** A bounded memory of answers, each good for a while; the oldest goes first. */
export class KeptAnswers<Value> {
  private readonly kept = new Map<string, { readonly at: number; readonly value: Promise<Value> }>();

  constructor(
    private readonly limit: number,
    private readonly goodForMs: number,
    private readonly now: () => number
  ) {}

  /** The answer kept under this name, or the one `ask` gives; a failure is not kept. */
  get(name: string, ask: () => Promise<Value>): Promise<Value> {
    const found = this.kept.get(name);
    if (found !== undefined && this.now() - found.at < this.goodForMs) return found.value;
    const value = ask();
    this.kept.delete(name);
    this.kept.set(name, { at: this.now(), value });
    value.catch(() => this.kept.delete(name));
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.limit) break;
      this.kept.delete(oldest);
    }
    return value;
  }
}

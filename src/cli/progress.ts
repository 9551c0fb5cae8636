/** Where progress is shown: a terminal. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shown from this time on, in milliseconds: most runs are over before. */
const PATIENCE = 500;
const CELLS = 24;

/** A bar that shows how much of a long work is done. */
export class Progress {
  private readonly since = Date.now();
  private shown = '';

  constructor(private readonly stream: ProgressStream, private readonly what: string, private readonly total: number) {}

  public at(done: number): void {
    if (!this.stream.isTTY || Date.now() - this.since < PATIENCE) {
      return;
    }
    const cells = Math.floor(CELLS * done / this.total);
    const text = `\r${this.what} [${'='.repeat(cells)}${' '.repeat(CELLS - cells)}] ${done} of ${this.total}`;
    if (text !== this.shown) {
      this.shown = text;
      this.stream.write(text);
    }
  }

  /** Takes the bar away. */
  public end(): void {
    if (this.shown !== '') {
      this.stream.write(`\r${' '.repeat(this.shown.length)}\r`);
    }
  }
}

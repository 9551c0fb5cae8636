import { Step } from '../check/check-texts';

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

  constructor(private readonly stream: ProgressStream) {}

  /** Says how much of a step is done. */
  public at(step: Step | 'opening', done: number, total: number): void {
    if (!this.stream.isTTY || Date.now() - this.since < PATIENCE) {
      return;
    }
    const cells = Math.floor(CELLS * done / total);
    const text = `\r${step} [${'='.repeat(cells)}${' '.repeat(CELLS - cells)}] ${String(Math.floor(100 * done / total)).padStart(3)} %`;
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

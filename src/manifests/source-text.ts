/** The text of a file, and where its lines begin, which is asked of few files. */
export class SourceText {
  private starts?: number[];

  constructor(
    /** The file as it was named; '-' for standard input. */
    public readonly file: string,
    public readonly text: string,
  ) {}

  /** The line and column of an offset, both from 1. */
  public placeOf(offset: number): { readonly line: number; readonly column: number } {
    const starts = this.starts ??= lineStarts(this.text);
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      [low, high] = starts[middle] <= offset ? [middle, high] : [low, middle];
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  }

  /** A line, from 1. */
  public line(line: number): string {
    const starts = this.starts ??= lineStarts(this.text);
    return this.text.slice(starts[line - 1] ?? this.text.length, starts[line]).replace(/\r?\n$/, '');
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

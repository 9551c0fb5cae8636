import { Progress } from '../../src/cli/progress';

describe('a progress bar', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  function bar(isTTY: boolean) {
    const written: string[] = [];
    return { written, progress: new Progress({ isTTY, write: text => written.push(text) }, 'reading', 4) };
  }

  test('is shown on a terminal when it takes long, each step once, and goes away', () => {
    const { written, progress } = bar(true);
    progress.at(1);
    expect(written).toEqual([]);
    jest.advanceTimersByTime(500);
    progress.at(2);
    progress.at(2);
    progress.at(4);
    progress.end();
    const shown = `\rreading [${'='.repeat(24)}] 4 of 4`;
    expect(written).toEqual([`\rreading [${'='.repeat(12)}${' '.repeat(12)}] 2 of 4`, shown, `\r${' '.repeat(shown.length)}\r`]);
  });

  test('is not shown elsewhere, nor when all is done at once', () => {
    const { written, progress } = bar(false);
    jest.advanceTimersByTime(1000);
    progress.at(2);
    progress.end();
    const quick = bar(true);
    quick.progress.at(4);
    quick.progress.end();
    expect([...written, ...quick.written]).toEqual([]);
  });
});

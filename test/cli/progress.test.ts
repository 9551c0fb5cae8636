import { Progress } from '../../src/cli/progress';

describe('a progress bar', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  function bar(isTTY: boolean) {
    const written: string[] = [];
    return { written, progress: new Progress({ isTTY, write: text => written.push(text) }) };
  }

  test('is shown on a terminal when it takes long, each step once, and goes away', () => {
    const { written, progress } = bar(true);
    progress.at('opening', 1, 4);
    expect(written).toEqual([]);
    jest.advanceTimersByTime(500);
    progress.at('reading', 20, 40);
    progress.at('reading', 20, 40);
    progress.at('reading', 40, 40);
    progress.at('judging', 3, 300);
    progress.end();
    const shown = (step: string, cells: number, percent: string) => `\r${step} [${'='.repeat(cells)}${' '.repeat(24 - cells)}] ${percent} %`;
    const gone = `\r${' '.repeat(41)}\r`;
    expect(written).toEqual([shown('reading', 12, ' 50'), shown('reading', 24, '100'), shown('judging', 0, '  1'), gone]);
  });

  test('is not shown elsewhere, nor when all is done at once', () => {
    const { written, progress } = bar(false);
    jest.advanceTimersByTime(1000);
    progress.at('reading', 2, 4);
    progress.end();
    const quick = bar(true);
    quick.progress.at('reading', 4, 4);
    quick.progress.end();
    expect([...written, ...quick.written]).toEqual([]);
  });
});

import { nanosecondsOf } from '../../src/model/duration';

describe('a duration', () => {
  test.each([
    ['1s', 1e9], ['1.5s', 1.5e9], ['1m30s', 90e9], ['1h', 3600e9], ['250ms', 250e6], ['10us', 10e3], ['7ns', 7], ['0.0015s', 1.5e6], ['0s', 0],
  ])('%s is read as Go writes it', (text, nanoseconds) => {
    expect(nanosecondsOf(text)).toBe(nanoseconds);
  });

  test.each(['', '1', 's', '1d', 'x1s', '1s ', '1.2.3s', '-1s'])('%p is none', text => {
    expect(nanosecondsOf(text)).toBeUndefined();
  });
});

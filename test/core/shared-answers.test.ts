import { SharedAnswers } from '../../src/core/shared-answers';

describe('long lists that answer questions', () => {
  test('are found once for each question, short ones each time', () => {
    const shared = new SharedAnswers<number>();
    const ask = (items: number, question: unknown) => shared.of(items, [question], () => [items]);
    expect(ask(1000, { app: 'cart' })).toBe(ask(1000, { app: 'cart' }));
    expect(ask(1000, { app: 'cart' })).not.toBe(ask(1000, { app: 'orders' }));
    expect(ask(2, { app: 'few' })).not.toBe(ask(2, { app: 'few' }));
  });

  test('are found anew when they were forgotten', () => {
    const shared = new SharedAnswers<string>();
    expect(shared.of(1000, ['all'], () => ['old'])).toEqual(['old']);
    shared.clear();
    expect(shared.of(1000, ['all'], () => ['new'])).toEqual(['new']);
  });
});

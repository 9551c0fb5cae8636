import { annotationsOf, labelsOf } from '../../src/model/metadata';

describe('labels and annotations', () => {
  test('are those of the object', () => {
    const labels = { a: 'b' };
    expect(labelsOf({ metadata: { labels } })).toBe(labels);
    expect(annotationsOf({ metadata: { annotations: labels } })).toBe(labels);
  });

  test('are none where they are nothing of the kind', () => {
    expect([{}, { metadata: null }, { metadata: 'a' }, { metadata: { labels: ['a'] } }].map(labelsOf)).toEqual([{}, {}, {}, {}]);
  });

  test('are the texts among them, of a kind that nobody knows', () => {
    expect(annotationsOf({ metadata: { annotations: { a: 'b', c: 5, d: { toString: 1 }, __proto__: 'e' } } })).toEqual({ a: 'b' });
  });
});

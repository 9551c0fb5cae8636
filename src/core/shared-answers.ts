/** From so many items on that have to be looked at, an answer is kept. */
const MANY = 16;

/** Long lists that answer questions: a thousand questions that are the same share one list of a thousand items. */
export class SharedAnswers<T> {
  private readonly known = new Map<string, readonly T[]>();

  /** The answer to a question for which so many items have to be looked at. */
  public of(items: number, question: readonly unknown[], find: () => readonly T[]): readonly T[] {
    if (items < MANY) {
      return find();
    }
    const key = JSON.stringify(question);
    let answer = this.known.get(key);
    if (!answer) {
      answer = find();
      this.known.set(key, answer);
    }
    return answer;
  }

  /** Forgets what was answered. */
  public clear(): void {
    this.known.clear();
  }
}

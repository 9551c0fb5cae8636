/** Numbers that look like chance and are the same for the same seed. */
export class Random {
  private state: number;

  constructor(seed: string) {
    // FNV-1a.
    let hash = 0x811c9dc5;
    for (let at = 0; at < seed.length; at++) {
      hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
    }
    this.state = hash >>> 0;
  }

  /** From 0 to 1, without 1: mulberry32. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ mixed >>> 15, mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  }

  public below(count: number): number {
    return Math.floor(this.next() * count);
  }

  public one<T>(of: readonly T[]): T {
    return of[this.below(of.length)];
  }
}

/** Ends the waiting: what is waited for will not come. */
export class Hopeless extends Error {}

/** Waits until something is so, by looking often; fails with what was seen last. Never a fixed sleep. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false> | T | undefined | false, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen) {
        return seen;
      }
    } catch (error) {
      if (error instanceof Hopeless) {
        throw error;
      }
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not so after ${seconds} s${last ? ` (${last instanceof Error ? last.message : String(last)})` : ''}`);
    }
    await pause(100);
  }
}

/** Asks again where no answer came in time (`api.ts`); what is asked must do no harm when it is done twice. */
export async function again<T>(ask: () => Promise<T>, tries = 5): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (--tries === 0 || !/abort|timeout/i.test(`${(error as Error).name} ${(error as Error).message}`)) {
        throw error;
      }
    }
  }
}

export const pause = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undocumented } from '../../scripts/docs/api';
import { Compiler } from '../../scripts/docs/compile';

/** The problems of a package whose index is this. */
function problemsOf(index: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    writeFileSync(join(root, 'index.ts'), index);
    return undocumented(new Compiler(join(root, 'index.ts'))).map(problem => problem.replace(/^.*index\.ts/, 'index.ts'));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('the documentation of the public API', () => {
  test('is complete', () => {
    expect(undocumented(new Compiler())).toEqual([]);
  }, 60_000);

  test('may be inherited, and needs none for what is private', () => {
    expect(problemsOf(`
      /** A thing. */
      export interface IThing {
        /** Its name. */
        readonly name?: string;
      }
      /** One of them. */
      export class Thing implements IThing {
        public readonly name = 'a';
        public readonly _internal = 1;
        private readonly secret = this._internal;
        constructor(scope: string) { this.secret + scope.length; }
      }
    `)).toEqual([]);
  });

  test('fails where something is not said', () => {
    expect(problemsOf(`
      export enum Colour {
        RED = 'red',
      }
      /** Props. */
      export interface ThingProps {
        /** The size. */
        readonly size?: number;
        readonly name: string;
      }
      /** A thing. */
      export class Thing {
        /**
         * Makes one.
         *
         * @param name
         */
        public static of(name: string): Thing { return new Thing(name); }
        private constructor(public readonly name: string) {}
        public get length(): number { return this.name.length; }
      }
    `)).toEqual([
      'index.ts:2: Colour has no documentation',
      'index.ts:3: Colour.RED has no documentation',
      'index.ts:8: ThingProps.size is optional and has no @default',
      'index.ts:9: ThingProps.name has no documentation',
      'index.ts:19: Thing.name has no documentation',
      'index.ts:20: Thing.length has no documentation',
      'index.ts:18: Thing.of does not say what its parameter name is',
    ]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import { Program } from './page';
import * as library from '../../src';

export type Manifest = { kind: string; metadata: { name: string; namespace?: string }; [field: string]: any };

/** What came of a program. */
export interface Outcome {
  readonly objects: readonly Manifest[];
  readonly warnings: string;
  readonly error?: string;
}

/** Runs a program as `cdk8s synth` would, in a folder of its own, and synthesizes its apps if it does not do so itself. */
export function run(program: Program, script: string): Outcome {
  const apps: cdk8s.App[] = [];
  class RecordedApp extends cdk8s.App {
    constructor(props?: cdk8s.AppProps) {
      super(props);
      apps.push(this);
    }
  }
  const modules: { [name: string]: unknown } = { 'cdk8s': { ...cdk8s, App: RecordedApp }, 'cdk8s-istio': library };
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const load = (name: string) => modules[name] ?? require(name);
  const [home, directory, write] = [process.cwd(), mkdtempSync(join(tmpdir(), 'docs-')), process.stderr.write];
  let warnings = '';
  try {
    process.chdir(directory);
    process.stderr.write = ((text: string) => {
      warnings += text;
      return true;
    }) as typeof process.stderr.write;
    program.files.forEach((text, name) => writeFileSync(name, text));
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    new Function('require', 'exports', script)(load, {});
    apps.forEach(app => app.synth());
    return { objects: apps.flatMap(app => app.charts.flatMap(chart => chart.toJson())), warnings };
  } catch (error) {
    return { objects: [], warnings, error: (error as Error).message };
  } finally {
    process.stderr.write = write;
    process.chdir(home);
    rmSync(directory, { recursive: true, force: true });
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a program writes to its output. Fails if the program does. */
export async function run(program: string, args: readonly string[], input = ''): Promise<string> {
  return (await output(program, args, input)).out;
}

/** What a program writes to its output and to its errors. */
export async function output(program: string, args: readonly string[], input = ''): Promise<{ readonly out: string; readonly err: string }> {
  const child = spawn(program, args, { stdio: 'pipe' });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', chunk => out.push(chunk));
  child.stderr.on('data', chunk => err.push(chunk));
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  const said = { out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
  if (code !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${said.err}`);
  }
  return said;
}

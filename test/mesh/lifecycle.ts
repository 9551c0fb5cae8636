// The lab leaves nothing behind, however it ends, and starts again after it was killed.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { once } from 'node:events';
import { test } from 'node:test';
import { until } from './lab/wait.js';

const main = new URL('main.ts', import.meta.url).pathname;

/** Starts the lab with two scenarios that go on for a while, and waits until it is in the midst of both. */
async function started(): Promise<{ lab: ChildProcess; namespaces: Set<string | undefined> }> {
  const lab = spawn(process.execPath, ['--import', 'tsx', main, 'connections', 'load-balancing'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  lab.stdout!.on('data', chunk => { output += chunk; });
  await until('the control plane', () => output.includes('control plane up'), 120);
  const namespaces = await until('proxies in both labs', () => [proxyNamespaces(lab.pid!)].find(found => found.size === 2), 60);
  return { lab, namespaces };
}

/** The PID namespaces in which descendants of the lab run as Envoy. */
function proxyNamespaces(root: number): Set<string | undefined> {
  const parents = new Map(processes().map(pid => [pid, parentOf(pid)]));
  const descends = (pid: number): boolean => pid === root || (pid > 1 && descends(parents.get(pid) ?? 0));
  return new Set([...parents.keys()].filter(pid => nameOf(pid) === 'envoy' && descends(pid)).map(namespaceOf));
}

const read = <T>(value: () => T) => { try { return value(); } catch { return undefined; } };
const processes = () => readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number);
const nameOf = (pid: number) => read(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
const parentOf = (pid: number) => Number(read(() => /^PPid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) ?? 0);
const namespaceOf = (pid: number) => read(() => readlinkSync(`/proc/${pid}/ns/pid`));
const mounts = () => readFileSync('/proc/self/mounts', 'utf8').split('\n').filter(line => line.includes('/run/lab'));

for (const [how, signal] of [['Ctrl-C', 'SIGINT'], ['a request to end', 'SIGTERM'], ['a kill', 'SIGKILL']] as const) {
  test(`nothing is left after ${how}`, async () => {
    const { lab, namespaces } = await started();
    lab.kill(signal);
    await once(lab, 'exit');
    await until('all processes to be gone', () => processes().every(pid => !namespaces.has(namespaceOf(pid) ?? '')), 10);
    assert.deepEqual(mounts(), []);
  });
}

test('what is missing is said in one message, and nothing is started', async () => {
  const lab = spawn(process.execPath, ['--import', 'tsx', main], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: '/nonexistent' } });
  let said = '';
  lab.stderr!.on('data', chunk => { said += chunk; });
  const [code] = await once(lab, 'exit');
  assert.equal(code, 2);
  for (const one of ['go, ', 'ip, ', 'iptables, ', 'install golang', 'iproute2']) {
    assert.ok(said.includes(one), `${one} is not in:\n${said}`);
  }
});

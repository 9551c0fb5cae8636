import { readFile } from 'node:fs/promises';
import type { Pod } from './pod.js';

/** The objects of JSON that a pod's proxy has written to its standard output so far, in their order. */
export async function accessLog(pod: Pod): Promise<Record<string, unknown>[]> {
  const lines = (await readFile(pod.container('istio-proxy')!.log, 'utf8')).split('\n');
  return lines.filter(line => line.startsWith('{')).flatMap(line => {
    try {
      return [JSON.parse(line) as Record<string, unknown>];
    } catch {
      // The last one may be half written.
      return [];
    }
  });
}

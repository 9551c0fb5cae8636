import { existsSync } from 'node:fs';
import { execaSync } from 'execa';

const NEEDED: readonly [program: string, debian: string][] = [
  ['go', 'golang (1.26 or newer, from go.dev)'], ['python3', 'python3 python3-pip'], ['ip', 'iproute2'], ['iptables', 'iptables'],
  ['unshare', 'util-linux'], ['nsenter', 'util-linux'], ['setpriv', 'util-linux'], ['openssl', 'openssl'], ['curl', 'curl'],
];

/** What the machine lacks for the lab, in one message; undefined when all is there. */
export function missing(): string | undefined {
  const lacks: string[] = [];
  if (process.platform !== 'linux') {
    lacks.push('Linux: the lab is made of network namespaces');
  } else if (process.getuid!() !== 0) {
    lacks.push('root: run it with sudo, or in a container with all capabilities');
  }
  const absent = NEEDED.filter(([program]) => execaSync('which', [program], { reject: false }).exitCode !== 0);
  if (absent.length > 0) {
    lacks.push(`${absent.map(([program]) => program).join(', ')}: install ${[...new Set(absent.map(([, debian]) => debian))].join(', ')}${existsSync('/etc/debian_version') ? ' (apt-get install)' : ''}`);
  }
  return lacks.length === 0 ? undefined : `the mesh lab cannot run here, it lacks\n${lacks.map(one => `  - ${one}`).join('\n')}`;
}

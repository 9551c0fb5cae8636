import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { execaSync } from 'execa';

const NEEDED: readonly [program: string, debian: string][] = [
  ['go', 'golang (1.26 or newer, from go.dev)'], ['python3', 'python3 python3-pip'], ['ip', 'iproute2'], ['iptables', 'iptables'],
  ['unshare', 'util-linux'], ['nsenter', 'util-linux'], ['setpriv', 'util-linux'], ['openssl', 'openssl'], ['curl', 'curl'],
];

/** Each proxy watches its certificates and configuration, all as one user, whose watchers the kernel counts: 128 are too few for two labs. */
const WATCHERS = '/proc/sys/fs/inotify/max_user_instances';
const WATCHERS_NEEDED = 2048;

/** What the machine lacks for the lab, in one message; undefined when all is there. A limit that is too low is raised, and stays so: another lab may run. */
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
  if (lacks.length === 0 && !raised()) {
    lacks.push(`more than ${readFileSync(WATCHERS, 'utf8').trim()} inotify instances for each user, and may not raise that itself: run sysctl fs.inotify.max_user_instances=${WATCHERS_NEEDED}`);
  }
  return lacks.length === 0 ? undefined : `the mesh lab cannot run here, it lacks\n${lacks.map(one => `  - ${one}`).join('\n')}`;
}

function raised(): boolean {
  if (Number(readFileSync(WATCHERS, 'utf8')) < WATCHERS_NEEDED) {
    try {
      writeFileSync(WATCHERS, String(WATCHERS_NEEDED));
    } catch {
      return false;
    }
  }
  return true;
}

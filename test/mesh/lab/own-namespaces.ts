/**
 * The arguments of `setpriv` that run a program of the lab as the first process in network, process and mount namespaces of its own. It ends with the
 * program that starts it, also when that is killed and cannot say so.
 */
export function inOwnNamespaces(options: readonly string[], program: string, ...args: readonly string[]): string[] {
  return [
    '--pdeathsig', 'KILL', 'unshare', '--net', '--pid', '--mount', '--fork', '--kill-child=SIGKILL', '--mount-proc',
    'sh', '-ec', 'mount -t tmpfs tmpfs /run; exec "$@"', 'sh', process.execPath, '--import', 'tsx', ...options, program, ...args,
  ];
}

import { symlink, writeFile } from 'node:fs/promises';
import { sh, DNS_ADDRESS } from './network.js';

/** As whom processes run in a root: Istio's own, and applications that do not say it. */
export const PROXY_UID = 1337;
export const APP_UID = 1000;

export interface RootOptions {
  /** The folder that holds what is written. */
  readonly base: string;
  /** Where the root is mounted. */
  readonly root: string;
  readonly bin: string;
  /** Lines of /etc/hosts. */
  readonly hosts: readonly string[];
  /** Search domains before those of the cluster. */
  readonly search: readonly string[];
}

/** A root file system over the machine's own, with the lab's programs where Istio's images and packages, and those that name a command, have them. */
export async function createRoot({ base, root, bin, hosts, search }: RootOptions): Promise<void> {
  await sh(`
    mkdir -p ${base}/up/lab/bin ${base}/up/var/lib/istio/envoy ${base}/up/usr/local/bin ${base}/up/usr/bin ${base}/work ${root}
    chmod 755 ${base}/up
  `);
  await symlink('/lab/bin/envoy', `${base}/up/usr/local/bin/envoy`);
  await symlink('/lab/bin/pilot-agent', `${base}/up/usr/local/bin/pilot-agent`);
  await symlink('/lab/bin/ratelimit', `${base}/up/usr/bin/ratelimit`);
  await symlink('/lab/bin/envoy_bootstrap.json', `${base}/up/var/lib/istio/envoy/envoy_bootstrap_tmpl.json`);
  await sh(`
    mount -t overlay overlay -o lowerdir=/,upperdir=${base}/up,workdir=${base}/work ${root}
    rm -rf ${root}/var/run
    mkdir ${root}/var/run
    mount --bind /dev ${root}/dev
    mount --bind /proc ${root}/proc
    mount --bind ${bin} ${root}/lab/bin
  `);
  await writeFile(`${root}/etc/hosts`, ['127.0.0.1 localhost', ...hosts, ''].join('\n'));
  await sh(`rm -f ${root}/etc/resolv.conf`);
  await writeFile(`${root}/etc/resolv.conf`, `nameserver ${DNS_ADDRESS}\nsearch ${[...search, 'svc.cluster.local', 'cluster.local'].join(' ')}\noptions ndots:5\n`);
}

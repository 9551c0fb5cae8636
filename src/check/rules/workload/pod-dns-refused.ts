import { isIP } from 'node:net';
import { FieldPath } from '../../../manifests/locate';
import { PodSpec } from '../../../model/kubernetes-specs';
import { Rule } from '../../rule';

/** What the file of a pod's resolver may hold. */
const MOST_SERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_CHARACTERS = 2048;

export const podDnsRefused: Rule = {
  id: 'pod-dns-refused',
  severity: 'error',
  title: 'a pod resolves names by what is no address, or by too much',
  why: 'The API server refuses the object. Addresses of hostAliases and servers of DNS are IP addresses, a pod has at most three such servers, and at least one if its dnsPolicy is None.',
  fix: 'write an IP address',
  codes: [],
  bad: `
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop }
spec:
  hostAliases:
    - { ip: db.example.com, hostnames: [db] }
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'ip: db.example.com': 'ip: 192.0.2.1' },

  check(mesh, report) {
    for (const { object: { manifest }, pod, podPath } of mesh.workloads) {
      [...aliasProblems(pod), ...dnsProblems(pod)].forEach(([path, message, fix]) => report(manifest, [...podPath, 'spec', ...path], message, { fix }));
    }
  },
};

/** Where, what is wrong, and how it is mended if not by another address. */
type Problem = readonly [path: FieldPath, message: string, fix?: string];

function aliasProblems({ hostAliases = [] }: PodSpec): readonly Problem[] {
  return hostAliases.flatMap(({ ip }, at): Problem[] =>
    ip === undefined || isIP(ip) !== 0 ? [] : [[['hostAliases', at, 'ip'], `has names for the address '${ip}', which is no IP address`]]);
}

function dnsProblems({ dnsPolicy, dnsConfig: { nameservers = [], searches = [] } = {} }: PodSpec): readonly Problem[] {
  if (dnsPolicy === 'None' && nameservers.length === 0) {
    return [[['dnsPolicy'], 'has dnsPolicy None and no servers of DNS', 'write dnsConfig.nameservers']];
  }
  const tooMany = nameservers.length > MOST_SERVERS;
  const tooLong = searches.length > MOST_SEARCHES || searches.join(' ').length > MOST_CHARACTERS;
  return [
    ...tooMany ? [[['dnsConfig', 'nameservers'], `has ${nameservers.length} servers of DNS, and may have ${MOST_SERVERS}`, 'remove some'] as const] : [],
    ...nameservers.flatMap((server, at): Problem[] =>
      isIP(server) !== 0 ? [] : [[['dnsConfig', 'nameservers', at], `has the server of DNS '${server}', which is no IP address`]]),
    ...tooLong ? [[['dnsConfig', 'searches'], `searches in ${searches.length} domains, and may in ${MOST_SEARCHES}, of ${MOST_CHARACTERS} characters together`, 'remove some'] as const] : [],
  ];
}

import { isIP } from 'node:net';
import { DNS_SUBDOMAIN } from '../../../core/dns-names';
import { isCidr } from '../../../model/host-syntax';
import { KINDS } from '../../../model/kinds';
import { ServiceSpec } from '../../../model/kubernetes-specs';
import { isIpAddress } from '../../../schema/formats';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const serviceTypeConflict: Rule = {
  id: 'service-type-conflict',
  severity: 'error',
  title: 'a Service has fields that its type excludes',
  why: 'The API server refuses the object. Only NodePort and LoadBalancer are reached from outside and say how (externalTrafficPolicy), only a LoadBalancer has a class and source ranges, '
    + 'a headless Service is a ClusterIP, and an ExternalName has a name and no addresses.',
  fix: 'write the type that the fields are for, or remove them',
  codes: [],
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  externalTrafficPolicy: Local
  ports:
    - { name: http, port: 80 }
`,
  mend: { '  externalTrafficPolicy: Local': '  type: LoadBalancer\n  externalTrafficPolicy: Local' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<ServiceSpec>(KINDS.service)) {
      for (const [field, text] of [...byType(spec), ...addresses(spec)]) {
        report(manifest, ['spec', field], text);
      }
      if (spec.sessionAffinityConfig !== undefined && spec.sessionAffinity !== 'ClientIP') {
        report(manifest, ['spec', 'sessionAffinityConfig'], 'has sessionAffinityConfig, which the API server drops unless sessionAffinity is ClientIP', { severity: 'warning' });
      }
    }
  },
};

type Problem = readonly [field: keyof ServiceSpec, text: string];

function byType(spec: ServiceSpec): readonly Problem[] {
  const { externalName = '', externalTrafficPolicy, healthCheckNodePort = 0, externalIPs = [] } = spec;
  const type = spec.type || 'ClusterIP';
  const found: Problem[] = [];
  if (type === 'ExternalName') {
    if (!isExternalName(externalName)) {
      found.push(['externalName', externalName === '' ? 'is of type ExternalName and has no externalName' : `has the external name '${externalName}', which is no name of DNS`]);
    }
    for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'] as const) {
      if ((spec[field] ?? '').length > 0) {
        found.push([field, `is of type ExternalName and has ${field}`]);
      }
    }
  }
  if (type !== 'LoadBalancer') {
    for (const field of ['loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts'] as const) {
      const value = spec[field];
      if (value !== undefined && !(Array.isArray(value) && value.length === 0)) {
        found.push([field, `is of type ${type} and has ${field}, which is for LoadBalancer`]);
      }
    }
  }
  const fromOutside = type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && externalIPs.length > 0);
  if (externalTrafficPolicy && !fromOutside) {
    found.push(['externalTrafficPolicy', `is of type ${type} and has externalTrafficPolicy, which is for what is reached from outside`]);
  }
  if (healthCheckNodePort !== 0 && (type !== 'LoadBalancer' || externalTrafficPolicy !== 'Local')) {
    found.push(['healthCheckNodePort', 'has healthCheckNodePort, which is for LoadBalancer with externalTrafficPolicy Local']);
  }
  return found;
}

function addresses(spec: ServiceSpec): readonly Problem[] {
  const { type = '', clusterIP = '', clusterIPs = [], ipFamilies = [], externalIPs = [], loadBalancerSourceRanges = [] } = spec;
  const found: Problem[] = [];
  if (type !== 'ExternalName') {
    const ips = clusterIPs.length > 0 ? clusterIPs : clusterIP === '' ? [] : [clusterIP];
    const field = clusterIPs.length > 0 ? 'clusterIPs' : 'clusterIP';
    if (ips[0] === 'None') {
      if (type === 'NodePort' || type === 'LoadBalancer') {
        found.push([field, `is of type ${type} and headless`]);
      }
      if (ips.length > 1) {
        found.push(['clusterIPs', `has the addresses ${quoted(ips)}, and 'None' stands alone`]);
      }
    } else {
      const none = ips.find(ip => !isIpAddress(ip));
      if (none !== undefined) {
        found.push([field, `has the address '${none}', which is none`]);
      } else if (ips.length === 2 && isIP(ips[0]) === isIP(ips[1])) {
        found.push(['clusterIPs', `has the addresses ${quoted(ips)}, which are of one family`]);
      }
    }
    if (clusterIPs.length > 0 && clusterIP !== '' && clusterIPs[0] !== clusterIP) {
      found.push(['clusterIPs', `has the addresses ${quoted(clusterIPs)}, and '${clusterIP}' as clusterIP, which must be the first of them`]);
    }
    if (ipFamilies.length === 2 && ipFamilies[0] === ipFamilies[1]) {
      found.push(['ipFamilies', `has the family '${ipFamilies[0]}' twice`]);
    }
  }
  const none = externalIPs.find(ip => !isIpAddress(ip));
  if (none !== undefined) {
    found.push(['externalIPs', `has the external address '${none}', which is none`]);
  }
  const wrong = type === 'LoadBalancer' ? loadBalancerSourceRanges.find(range => !isCidr(range.trim())) : undefined;
  if (wrong !== undefined) {
    found.push(['loadBalancerSourceRanges', `takes connections from '${wrong}', which is no range of addresses as 10.0.0.0/8`]);
  }
  return found;
}

/** In small letters, and perhaps with a dot at its end. */
function isExternalName(name: string): boolean {
  const bare = name.replace(/\.$/, '');
  return DNS_SUBDOMAIN.test(bare) && bare.length <= 253;
}

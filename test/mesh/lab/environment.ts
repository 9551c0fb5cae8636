import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { GATEWAY } from './network.js';

/** A container's environment, references to the pod's own fields resolved as the kubelet does. */
export function environment(pod: V1Pod, container: V1Container, ip: string): Record<string, string> {
  const { metadata, spec } = pod;
  const fields: Record<string, string | undefined> = {
    'metadata.name': metadata!.name,
    'metadata.namespace': metadata!.namespace,
    'metadata.uid': metadata!.uid,
    'spec.nodeName': spec!.nodeName ?? 'lab',
    'spec.serviceAccountName': spec!.serviceAccountName ?? 'default',
    'status.podIP': ip,
    'status.podIPs': ip,
    'status.hostIP': GATEWAY,
  };
  const env: Record<string, string> = {
    HOSTNAME: metadata!.name!,
    SERVICE: metadata!.labels?.app ?? '',
    VERSION: metadata!.labels?.version ?? '',
    HOME: '/',
    PATH: '/lab/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  };
  for (const { name, value, valueFrom } of container.env ?? []) {
    const path = valueFrom?.fieldRef?.fieldPath;
    if (path !== undefined) {
      const key = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
      env[name] = (key ? metadata![key[1] as 'labels' | 'annotations']?.[key[2]] : fields[path]) ?? '';
    } else if (valueFrom?.resourceFieldRef) {
      env[name] = valueFrom.resourceFieldRef.resource.endsWith('memory') ? String(512 * 1024 * 1024) : '2';
    } else {
      env[name] = (value ?? '').replace(/\$\((\w+)\)/g, (text, key) => env[key] ?? text);
    }
  }
  return env;
}

import { isObject } from '../../../manifests/manifest';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const mountedVolumeNotFound: Rule = {
  id: 'mounted-volume-not-found',
  severity: 'error',
  title: 'a container mounts a volume that its pod does not have',
  why: 'The API server refuses the object. The name of a mount is that of a volume of the pod (`volumes`), or of a claim of the StatefulSet (`volumeClaimTemplates`), and not that of the '
    + 'ConfigMap, Secret or claim behind it.',
  fix: 'add the volume to the pod, or correct the name',
  codes: [],
  bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers:
        - name: cart
          image: registry.example.com/cart:1
          volumeMounts:
            - { name: cart-config, mountPath: /etc/cart }
      volumes:
        - { name: config, configMap: { name: cart-config } }
`,
  mend: { '{ name: cart-config, mountPath': '{ name: config, mountPath' },

  check(mesh, report) {
    for (const workload of mesh.workloads) {
      const { object, kind, pod, podPath } = workload;
      const volumes = volumesOf(workload);
      for (const list of ['initContainers', 'containers'] as const) {
        (pod[list] ?? []).forEach((container, index) => {
          for (const field of ['volumeMounts', 'volumeDevices'] as const) {
            (container[field] ?? []).forEach(({ name = '' }, at) => {
              // A pod gets volumes of the proxy's when it is made.
              if (name !== '' && !volumes.has(name) && !(kind === 'Pod' && OF_PROXIES.test(name))) {
                const there = volumes.size === 0 ? 'none' : quoted([...volumes]);
                report(object.manifest, [...podPath, 'spec', list, index, field, at, 'name'], `mounts volume '${name}' in container '${container.name ?? ''}', and its pod has ${there}`);
              }
            });
          }
        });
      }
    }
  },
};

/** Names of volumes that Istio's injection, or Kubernetes itself, gives to pods. */
const OF_PROXIES = /^(istiod?-|workload-socket$|credential-socket$|workload-certs$|kube-api-access-)/;

function volumesOf({ object, kind, pod }: Workload): ReadonlySet<string> {
  const { volumeClaimTemplates } = object.spec;
  const claims = kind === 'StatefulSet' && Array.isArray(volumeClaimTemplates) ? volumeClaimTemplates : [];
  const claimed = claims.map(claim => isObject(claim) && isObject(claim.metadata) ? claim.metadata.name : undefined);
  return new Set([...(pod.volumes ?? []).map(({ name }) => name), ...claimed].filter((name): name is string => typeof name === 'string'));
}

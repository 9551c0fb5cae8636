import { isInjected, containersOf } from '../../../model/injection';
import { istiodVariable } from '../../../model/istiod-variables';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

const NATIVE = 'sidecar.istio.io/nativeSidecar';

export const jobNeverEnds: Rule = {
  id: 'job-never-ends',
  severity: 'warning',
  title: 'a job waits for a proxy that never ends',
  why: 'A pod of a Job is done when all of its containers have ended. With `sidecar.istio.io/nativeSidecar: "false"`, and by default up to Istio 1.26, the proxy is one '
    + 'of them, and it runs until it is told to end: the Job stays active for ever, and a CronJob may start no other one.',
  fix: 'take the annotation out, so that the proxy is a native sidecar, or end the proxy with POST /quitquitquit to port 15020',
  codes: [],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: import, namespace: shop }
spec:
  template:
    metadata:
      annotations: { sidecar.istio.io/nativeSidecar: "false" }
    spec:
      restartPolicy: Never
      containers:
        - { name: import, image: registry.example.com/import:1 }
`,
  mend: { '"false"': '"true"' },

  check(mesh, report) {
    // Until then proxies were native sidecars only where istiod, or since 1.24 an annotation, was told so.
    const nativeByDefault = mesh.istioMinor >= 27 || istiodVariable(mesh, 'ENABLE_NATIVE_SIDECARS').includes('true');
    for (const workload of nativeByDefault ? mesh.workloadsCarrying(NATIVE) : mesh.workloads) {
      const { object, kind, podPath, annotations, namespace } = workload;
      const isNative = annotations[NATIVE] === 'true' && mesh.istioMinor >= 24;
      const waits = nativeByDefault ? annotations[NATIVE] === 'false' : !isNative;
      if ((kind === 'Job' || kind === 'CronJob') && waits && !endsProxy(workload) && isInjected(workload, mesh.namespaces.get(namespace))) {
        if (annotations[NATIVE] === 'false') {
          report(object.manifest, [...podPath, 'metadata', 'annotations', NATIVE], 'has pods that wait for their proxy, which does not end with the job');
        } else {
          report(object.manifest, [...podPath], `has pods that wait for their proxy, which in Istio 1.${mesh.istioMinor} does not end with the job unless istiod has ENABLE_NATIVE_SIDECARS`, {
            fix: mesh.istioMinor >= 24 ? `annotate the pods with ${NATIVE}: "true", or end the proxy with POST /quitquitquit to port 15020`
              : 'set ENABLE_NATIVE_SIDECARS for istiod, or end the proxy with POST /quitquitquit to port 15020',
          });
        }
      }
    }
  },
};

/** Whether a container tells the proxy to end. */
function endsProxy({ pod }: Workload): boolean {
  return containersOf(pod).some(container => JSON.stringify(container).includes('quitquitquit'));
}

import { KINDS } from '../../../model/kinds';
import { ServiceSpec } from '../../../model/kubernetes-specs';
import { Rule } from '../../rule';

/** Which ports of nodes a cluster gives out, unless it is told otherwise. */
const [FIRST_NODE_PORT, LAST_NODE_PORT] = [30000, 32767];

type Port = NonNullable<ServiceSpec['ports']>[number];
type Problem = readonly [field: string | undefined, text: string, severity?: 'warning'];

export const servicePortsRefused: Rule = {
  id: 'service-ports-refused',
  severity: 'error',
  title: 'ports of a Service lack a name, or share one',
  why: 'The API server refuses the object. A Service that is not headless has a port; where it has several, each has a name of its own. Ports of nodes are for NodePort and LoadBalancer, '
    + 'each once, from 30000 to 32767 unless the cluster has another range.',
  fix: 'name each port, as in \'http-web\'; Istio reads the protocol from the beginning of the name',
  codes: [],
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
    - { port: 9090, appProtocol: http }
`,
  mend: { '- { port: 9090': '- { name: http-metrics, port: 9090' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<ServiceSpec>(KINDS.service)) {
      const { ports = [], type, clusterIP, clusterIPs = [] } = spec;
      if (ports.length === 0 && type !== 'ExternalName' && clusterIP !== 'None' && clusterIPs[0] !== 'None') {
        report(manifest, ['spec'], 'has no ports', { fix: 'add a port, or make it headless by clusterIP: None' });
      }
      ports.forEach((port, at) => {
        for (const [field, text, severity] of [...nameProblems(ports, port, at), ...nodePortProblems(spec, ports, port, at)]) {
          report(manifest, ['spec', 'ports', at, ...field === undefined ? [] : [field]], text, severity && { severity });
        }
      });
    }
  },
};

function nameProblems(ports: readonly Port[], { name, port }: Port, at: number): readonly Problem[] {
  if (!name) {
    return ports.length > 1 ? [[undefined, `has ${port === undefined ? 'a port' : `port ${port}`} without a name, beside others`]] : [];
  }
  const first = ports.findIndex(other => other.name === name);
  return first < at ? [['name', `has two ports named '${name}'`]] : [];
}

function nodePortProblems({ type = '' }: ServiceSpec, ports: readonly Port[], { nodePort = 0, protocol = 'TCP' }: Port, at: number): readonly Problem[] {
  if (nodePort === 0) {
    return [];
  }
  if (type === '' || type === 'ClusterIP') {
    return [['nodePort', `has port ${nodePort} of nodes, and is no Service of type NodePort or LoadBalancer`]];
  }
  if (ports.findIndex(other => other.nodePort === nodePort && (other.protocol ?? 'TCP') === protocol) < at) {
    return [['nodePort', `has port ${nodePort} of nodes twice`]];
  }
  return nodePort < FIRST_NODE_PORT || nodePort > LAST_NODE_PORT
    ? [['nodePort', `has port ${nodePort} of nodes, and a cluster gives out ${FIRST_NODE_PORT} to ${LAST_NODE_PORT} unless it is told otherwise`, 'warning']] : [];
}

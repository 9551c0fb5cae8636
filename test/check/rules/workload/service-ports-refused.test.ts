import { checkMesh } from '../../../../src/check/check-mesh';
import { servicePortsRefused } from '../../../../src/check/rules/workload/service-ports-refused';
import { findingsIn, meshOf } from '../../fixtures';

const yaml = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: ${spec}
`;
const of = (spec: string) => findingsIn(yaml(spec), [servicePortsRefused]).map(text => text.replace('service-ports-refused: Service shop/cart ', ''));

describe('ports of a Service', () => {
  test('are there, unless it is headless or an alias', () => {
    expect(of('{ selector: { app: cart } }')).toEqual(['spec: has no ports']);
    expect(of('{ clusterIP: None }')).toEqual([]);
    expect(of('{ clusterIPs: [None] }')).toEqual([]);
    expect(of('{ type: ExternalName, externalName: example.com }')).toEqual([]);
  });

  test('have a name each where there are several', () => {
    expect(of('{ ports: [{ port: 80, name: http }, { port: 81 }, { port: 82, name: "" }] }')).toEqual([
      'spec.ports[1]: has port 81 without a name, beside others', 'spec.ports[2]: has port 82 without a name, beside others',
    ]);
    expect(of('{ ports: [{ port: 80 }] }')).toEqual([]);
    expect(of('{ ports: [{ port: 80, name: http }, { port: 81, name: http }] }')).toEqual(['spec.ports[1].name: has two ports named \'http\'']);
    expect(of('{ ports: [{ port: 80, name: http }, { port: 80, name: http-udp, protocol: UDP }] }')).toEqual([]);
  });

  test('of nodes are for those types, and there once', () => {
    expect(of('{ ports: [{ port: 80, nodePort: 30080 }] }')).toEqual(['spec.ports[0].nodePort: has port 30080 of nodes, and is no Service of type NodePort or LoadBalancer']);
    expect(of('{ type: ClusterIP, ports: [{ port: 80, nodePort: 0 }] }')).toEqual([]);
    expect(of('{ type: NodePort, ports: [{ port: 80, name: a, nodePort: 30080 }, { port: 81, name: b, nodePort: 30080 }] }')).toEqual(['spec.ports[1].nodePort: has port 30080 of nodes twice']);
    expect(of('{ type: LoadBalancer, ports: [{ port: 80, name: a, nodePort: 30080 }, { port: 80, name: b, nodePort: 30080, protocol: UDP }] }')).toEqual([]);
  });

  test('of nodes may be of another range, if the cluster says so', () => {
    const { findings } = checkMesh(meshOf(yaml('{ type: NodePort, ports: [{ port: 80, nodePort: 8080 }] }')), { rules: [servicePortsRefused] });
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual(['warning has port 8080 of nodes, and a cluster gives out 30000 to 32767 unless it is told otherwise']);
    expect(of('{ type: NodePort, ports: [{ port: 80, name: a, nodePort: 30000 }, { port: 81, name: b, nodePort: 32767 }] }')).toEqual([]);
    expect(of('{ type: NodePort, ports: [{ port: 80, name: a, nodePort: 32768 }] }')).toHaveLength(1);
  });
});

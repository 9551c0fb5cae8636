import { checkMesh } from '../../../../src/check/check-mesh';
import { portProtocolUnknown } from '../../../../src/check/rules/workload/port-protocol-unknown';
import { meshOf } from '../../fixtures';
import { finder, INJECTED, namespace, pod, service } from '../../objects/workloads';

const find = finder(portProtocolUnknown);
const told = (port: object) => checkMesh(meshOf([INJECTED, service('cart', [port]), pod('cart')].join('')), { rules: [portProtocolUnknown] })
  .findings.map(({ severity, message, path }) => `${severity} ${path.join('.')} ${message}`);

describe('a port that names no protocol', () => {
  test('is guessed', () => {
    expect(told({ name: 'web', port: 80 })).toEqual(['info spec.ports.0.name has port 80 with the name \'web\', which begins with no protocol, so that proxies guess its protocol from what comes']);
    expect(told({ port: 80 })).toEqual([expect.stringContaining('has port 80 with no name, so')]);
    expect(told({ name: 'web', port: 80, appProtocol: 'soap' })).toEqual([expect.stringContaining('info spec.ports.0.appProtocol has port 80 with appProtocol \'soap\', which Istio does not know, so')]);
  });

  test('hangs where the server speaks first', () => {
    expect(told({ name: 'files', port: 22 })).toEqual([expect.stringMatching(/^warning .*its server speaks first if it is SSH/)]);
    expect(told({ name: 'files', port: 2222, targetPort: 22 })).toEqual([expect.stringMatching(/^warning .*SSH/)]);
  });

  test('is hidden by an appProtocol that Istio does not know', () => {
    expect(told({ name: 'tcp-db', port: 22, appProtocol: 'postgresql' })).toEqual([
      'warning spec.ports.0.appProtocol has port 22 with appProtocol \'postgresql\', which Istio does not know, and which hides that its name \'tcp-db\' says TCP',
    ]);
  });

  test('is none where it is said, or not TCP', () => {
    expect([{ name: 'http', port: 80 }, { name: 'x', port: 80, appProtocol: 'kubernetes.io/h2c' }, { name: 'mail', port: 25 }, { name: 'x', port: 80, protocol: 'UDP' }, { name: 'x', port: 80, protocol: 'SCTP' }]
      .flatMap(told)).toEqual([]);
  });

  test('does not matter outside of the mesh, at gateways and in the control plane', () => {
    const web = service('cart', [{ name: 'web', port: 80 }]);
    expect(find([namespace(), web, pod('cart')])).toEqual([]);
    expect(find([web, pod('cart')])).toEqual([]);
    expect(find([INJECTED, web])).toEqual([]);
    expect(find([INJECTED, web, pod('cart', { spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] } })])).toEqual([]);
    expect(find([INJECTED, web, pod('cart')], { rootNamespace: 'shop' })).toEqual([]);
  });
});

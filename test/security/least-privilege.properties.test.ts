import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { CalledOperation, LeastPrivilege, MeshService, MeshSettings, PortProtocol } from '../../src';
import { admits } from '../support/authorization';
import { connects } from '../support/network-policies';
import { synth } from '../support/synth';

const PORTS = [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8081 }, { port: 3306, protocol: PortProtocol.MYSQL }];
const METHODS = ['GET', 'POST'];
const PATHS = ['/a', '/a/b', '/b'];
const NAMES = ['one', 'two', 'three', 'four'];

const http = fc.record({
  ports: fc.option(fc.subarray([80, 81], { minLength: 1 }), { nil: undefined }),
  methods: fc.option(fc.subarray(METHODS, { minLength: 1 }), { nil: undefined }),
  paths: fc.option(fc.subarray(['/a', '/a/*', '*b', '/{*}/b'], { minLength: 1 }), { nil: undefined }),
}) as fc.Arbitrary<CalledOperation>;
const anyPorts = fc.record({ ports: fc.subarray([80, 81, 3306], { minLength: 1 }) });
const calls = fc.array(fc.record({
  caller: fc.constantFrom(...NAMES),
  callee: fc.constantFrom(...NAMES),
  operations: fc.option(fc.array(fc.oneof(http, anyPorts), { minLength: 1, maxLength: 3 }), { nil: undefined }),
}), { maxLength: 8 }).map(all => [...new Map(all.map(call => [`${call.caller} ${call.callee}`, call])).values()]);

/** What the declaration says, read on its own. */
function declared(operations: readonly CalledOperation[] | undefined, port: number, request?: { method: string; path: string }): boolean {
  const matches: { [pattern: string]: (path: string) => boolean } = {
    '/a': path => path === '/a', '/a/*': path => path.startsWith('/a/'), '*b': path => path.endsWith('b'), '/{*}/b': path => path === '/a/b',
  };
  return !operations || operations.some(({ ports, methods, paths }) => {
    if (!methods && !paths) {
      return !ports || ports.includes(port);
    }
    return request !== undefined && (ports ?? [80, 81]).includes(port) && (!methods || methods.includes(request.method))
      && (!paths || paths.some(pattern => matches[pattern](request.path)));
  });
}

test('whatever calls are declared, these are let in and no others, by identity and by connection', () => {
  fc.assert(fc.property(calls, all => {
    const app = new App();
    MeshSettings.set(app, { clusterAddressRanges: ['10.244.0.0/16'] });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new LeastPrivilege(chart, 'least-privilege');
    const services = new Map(NAMES.map(name => [name, new MeshService(chart, name, { ports: PORTS })]));
    services.forEach(service => service.addVersion('v1', { image: 'a:1', replicas: 1 }));
    all.forEach(({ caller, callee, operations }) => operations
      ? services.get(caller)!.callsOnly(services.get(callee)!, ...operations)
      : services.get(caller)!.calls(services.get(callee)!));
    const objects = synth(chart);
    for (const caller of NAMES) {
      for (const callee of NAMES) {
        const call = all.find(one => one.caller === caller && one.callee === callee);
        const [from, to] = [caller, callee].map(name => ({ namespace: 'shop', labels: { app: name } }));
        const principal = `cluster.local/ns/shop/sa/${caller}`;
        for (const { port, targetPort = port, protocol } of PORTS) {
          const requests = protocol ? [undefined] : METHODS.flatMap(method => PATHS.map(path => ({ method, path })));
          for (const request of requests) {
            expect([caller, callee, port, request, admits(objects, to, { principal, port: targetPort, ...request })])
              .toEqual([caller, callee, port, request, call !== undefined && declared(call.operations, port, request)]);
          }
          const touched = call !== undefined && (!call.operations
            || (call.operations as CalledOperation[]).some(({ ports, methods, paths }) =>
              (ports ?? (methods || paths ? [80, 81] : [port])).includes(port)));
          expect([caller, callee, port, connects(objects, from, to, targetPort)]).toEqual([caller, callee, port, touched]);
        }
      }
    }
  }), { numRuns: 25 });
});

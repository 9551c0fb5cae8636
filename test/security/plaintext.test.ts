import { App, Chart } from 'cdk8s';
import { Injection, MeshNamespace, MutualTlsMode, MutualTlsPolicy, OutsideCaller, PolicyScope, PortProtocol } from '../../src';
import { expectFailure, withVersion } from '../service/fixtures';
import { synth } from '../support/synth';

const { STRICT, PERMISSIVE } = MutualTlsMode;

function shop() {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const cart = withVersion(chart, 'cart', { ports: [{ port: 80 }, { port: 3306, protocol: PortProtocol.MYSQL }] });
  const batch = new OutsideCaller(chart, 'batch', { podLabels: { job: 'batch' }, calls: [cart] });
  return { app, chart, cart, batch };
}

/** What a synth prints. */
function warningsOf(chart: Chart): string[] {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    synth(chart);
    return stderr.mock.calls.flat() as string[];
  } finally {
    stderr.mockRestore();
  }
}

describe('plain text that the app declares', () => {
  test.each([['the mesh', PolicyScope.mesh()], ['the namespace', PolicyScope.namespace()]])('fails where %s is STRICT, at each port', (_, scope) => {
    const { chart } = shop();
    new MutualTlsPolicy(chart, 'mtls', { mode: STRICT, scope });
    expectFailure(() => synth(chart), '[shop/mtls] refuses plain text at port 80 of \'shop/cart\', and \'shop/batch\' sends it (it is declared as an OutsideCaller)', 'port 3306');
  });

  test('fails where the service is STRICT, and not at ports that take it', () => {
    const { chart, cart } = shop();
    new MutualTlsPolicy(chart, 'mesh', { mode: PERMISSIVE, scope: PolicyScope.mesh() });
    new MutualTlsPolicy(chart, 'mtls', { mode: STRICT, scope: PolicyScope.service(cart), ports: [{ port: 80, mode: PERMISSIVE }] });
    const act = () => synth(chart);
    expectFailure(act, '[shop/mtls] refuses plain text at port 3306 of \'shop/cart\'');
    expect(act).not.toThrow(/port 80 of/);
  });

  test('passes where the narrower policy takes it, and is named', () => {
    const { chart, cart } = shop();
    new MutualTlsPolicy(chart, 'mesh', { mode: STRICT, scope: PolicyScope.mesh() });
    new MutualTlsPolicy(chart, 'namespace', { mode: STRICT });
    new MutualTlsPolicy(chart, 'mtls', { mode: PERMISSIVE, scope: PolicyScope.service(cart) });
    expect(warningsOf(chart)).toEqual(['warning: [shop/mtls] takes plain text at \'shop/cart\' of \'shop/batch\', outside of the mesh: STRICT would refuse it\n']);
  });

  test('is that of services in namespaces without proxies too', () => {
    const { app, chart, cart } = shop();
    const legacy = new Chart(app, 'legacy', { namespace: 'legacy' });
    new MeshNamespace(legacy, 'namespace', { injection: Injection.disabled() });
    withVersion(legacy, 'old', { calls: [cart] });
    new MutualTlsPolicy(chart, 'mtls', { mode: STRICT });
    expectFailure(() => synth(chart), '\'legacy/old\' sends it (namespace \'legacy\' injects no proxies)');
  });

  test('is nobody\'s concern elsewhere, and meshed callers send none', () => {
    const { app, chart, cart } = shop();
    const other = new Chart(app, 'other', { namespace: 'other' });
    withVersion(other, 'search', { calls: [cart] });
    new MutualTlsPolicy(other, 'mtls', { mode: STRICT });
    expect(warningsOf(chart)).toEqual([]);
  });
});

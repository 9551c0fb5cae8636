import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ExtensionProvider, IMeshHost, MeshSettings } from '../../src';
import { checkDeclared } from '../../src/core/declared-providers';
import { expectFailure, withVersion } from '../service/fixtures';
import { ofKind, synth } from '../support/synth';

class Provider extends ExtensionProvider {
  constructor(name: string, service?: IMeshHost, private readonly builtIn = false) {
    super(name, service);
  }

  public get _builtIn() {
    return this.builtIn;
  }

  public _toJson() {
    return { zipkin: { service: this.service?.host, port: 9411 } };
  }
}

function mesh() {
  const app = new App();
  const settings = MeshSettings.set(app, {});
  return { settings, chart: new Chart(app, 'shop', { namespace: 'shop' }) };
}

describe('extension providers', () => {
  test('are among the values of the control plane, in the order in which they were declared', () => {
    const { settings, chart } = mesh();
    settings.addExtensionProviders(new Provider('a', withVersion(chart, 'zipkin')), new Provider('b'));
    expect(settings.extensionProviders.map(({ providerName }) => providerName)).toEqual(['a', 'b']);
    expect(settings.controlPlaneValues()).toMatchObject({
      meshConfig: { extensionProviders: [{ name: 'a', zipkin: { service: 'zipkin.shop.svc.cluster.local', port: 9411 } }, { name: 'b' }] },
    });
  });

  test('have their services in the view of every proxy', () => {
    const { settings, chart } = mesh();
    settings.addExtensionProviders(new Provider('a', withVersion(chart, 'zipkin')));
    withVersion(chart, 'ratings');
    expect(ofKind(synth(chart), 'Sidecar').find(({ metadata }) => metadata.name === 'ratings')!.spec.egress[0].hosts).toContain('shop/zipkin.shop.svc.cluster.local');
  });

  test('that come with Istio need no declaration and are not among the values', () => {
    const { settings, chart } = mesh();
    const builtIn = new Provider('prometheus', undefined, true);
    checkDeclared(new Construct(chart, 'telemetry'), builtIn);
    settings.addExtensionProviders(builtIn);
    synth(chart);
    expect(settings.controlPlaneValues()).toEqual({});
  });

  test('may be declared after their use, and again', () => {
    const { settings, chart } = mesh();
    const provider = new Provider('a');
    checkDeclared(new Construct(chart, 'telemetry'), provider);
    settings.addExtensionProviders(provider);
    settings.addExtensionProviders(provider);
    synth(chart);
    expect(settings.extensionProviders).toEqual([provider]);
  });

  test('fail when they are used and not declared', () => {
    const { settings, chart } = mesh();
    settings.addExtensionProviders(new Provider('a'));
    checkDeclared(new Construct(chart, 'telemetry'), new Provider('a'));
    expectFailure(() => synth(chart), '[shop/telemetry] uses extension provider \'a\', which the mesh does not declare', 'addExtensionProviders');
  });

  test('fail when two have one name, or a name is none', () => {
    const { settings } = mesh();
    settings.addExtensionProviders(new Provider('a'));
    expectFailure(() => settings.addExtensionProviders(new Provider('a')), '[App] has two extension providers \'a\'');
    expectFailure(() => settings.addExtensionProviders(new Provider('My Provider')), '[App] name of an extension provider \'My Provider\'');
  });
});

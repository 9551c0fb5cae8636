import { sidecarHidesProvider } from '../../../../src/check/rules/sidecar/sidecar-hides-provider';
import { finder, object, pod, sidecar } from '../../objects/gateways';

const extensionProviders = [
  { name: 'ask', envoyExtAuthzGrpc: { service: 'ask.authz.svc.cluster.local', port: 9000 } },
  { name: 'traces', opentelemetry: { service: 'watch/traces.example.com', port: 4317 } },
  { name: 'lost', zipkin: { service: 'zipkin.example.com', port: 9411 } },
  { name: 'file', envoyFileAccessLog: { path: '/dev/stdout' } },
  'strange',
];
const find = finder(sidecarHidesProvider, { meshConfig: { extensionProviders } });
const imports = (hosts: string, more = '', namespace?: string) => sidecar('a', `egress: [{ hosts: [${hosts}] }]${more}`, namespace);
const ask = (more = '', namespace = 'shop', provider = 'ask') => object('security.istio.io/v1', 'AuthorizationPolicy', 'ask', namespace, `spec: { action: CUSTOM, provider: { name: ${provider} }${more} }`);
const OWN = '"./*"';

describe('a provider that a Sidecar does not import', () => {
  test('is found where it is used', () => {
    expect(find(imports(OWN), ask())).toEqual([
      'Sidecar shop/a spec.egress: does not import \'ask.authz.svc.cluster.local\', where provider \'ask\' of the mesh is asked for permission',
    ]);
    expect(find(imports(OWN), ask('', 'istio-system'))).toHaveLength(1);
    expect(find(imports(OWN), ask(), ask())).toHaveLength(1);
    const telemetry = (spec: string) => object('telemetry.istio.io/v1', 'Telemetry', 't', 'istio-system', `spec: { ${spec} }`);
    for (const field of ['tracing', 'metrics', 'accessLogging']) {
      expect(find(imports(OWN), telemetry(`${field}: [{ providers: [{ name: traces }] }]`))).toEqual([
        'Sidecar shop/a spec.egress: does not import \'traces.example.com\', where provider \'traces\' of the mesh takes logs, metrics or spans',
      ]);
    }
    expect(find(imports(OWN), telemetry('tracing: [{}]'), telemetry('targetRefs: [{ kind: Gateway, name: a }], tracing: [{ providers: [{ name: traces }] }]'))).toEqual([]);
  });

  test('is found where the mesh uses it by itself', () => {
    const byDefault = finder(sidecarHidesProvider, { meshConfig: { extensionProviders, defaultProviders: { tracing: ['traces'], metrics: 'strange' } } });
    expect(byDefault(imports(OWN), imports(OWN, '', 'istio-system'))).toHaveLength(2);
    expect(byDefault(imports('"*/*"'))).toEqual([]);
  });

  test('is imported by its namespace, its name or with all', () => {
    for (const hosts of ['"authz/*"', '"*/*"', '"authz/ask.authz.svc.cluster.local"', '"*/*.authz.svc.cluster.local"']) {
      expect(find(imports(`${OWN}, ${hosts}`), ask())).toEqual([]);
    }
    expect(find(imports('"*/*", "~authz/*"'), ask())).toHaveLength(1);
    expect(find(imports(OWN, '', 'authz'), ask('', 'authz'))).toEqual([]);
    expect(find(sidecar('a', 'egress: [{ hosts: ["./*"] }, { hosts: ["authz/*"] }]'), ask())).toEqual([]);
  });

  test('is imported where a VirtualService leads to it', () => {
    expect(find(imports(OWN), ask(), object('networking.istio.io/v1', 'VirtualService', 'v', 'shop',
      'spec: { hosts: [a], http: [{ route: [{ destination: { host: ask.authz.svc.cluster.local } }] }] }'))).toEqual([]);
  });

  test('is not needed by others', () => {
    expect(find(imports(OWN), ask('', 'front'))).toEqual([]);
    expect(find(imports(OWN), ask('', 'shop', 'other'), ask('', 'shop', 'file'), ask('', 'shop', 'lost'))).toEqual([]);
    expect(find(imports(OWN), ask().replace('CUSTOM', 'DENY'))).toEqual([]);
    expect(find(imports(OWN), ask(', targetRef: { kind: Gateway, name: a }'))).toEqual([]);
    expect(find(sidecar('a', 'ingress: []'), ask())).toEqual([]);
    expect(find(imports(OWN, '', 'istio-system'), ask('', 'shop'))).toEqual([]);
  });

  test('is needed by the workloads that both choose', () => {
    const SELECTS = ', selector: { matchLabels: { app: cart } }';
    const ofCart = ', workloadSelector: { labels: { app: cart } }';
    expect(find(imports(OWN, ofCart), ask(SELECTS))).toHaveLength(1);
    expect(find(imports(OWN, ofCart), ask())).toHaveLength(1);
    expect(find(imports(OWN, ofCart.replace('cart', 'reviews')), ask(SELECTS))).toEqual([]);
    expect(find(imports(OWN, ofCart.replace('app: cart', 'version: v1')), ask(SELECTS))).toEqual([]);
    expect(find(imports(OWN, ofCart.replace('app: cart', 'version: v1')), ask(SELECTS), pod('cart', 'shop', '{ app: cart, version: v1 }'))).toHaveLength(1);
    expect(find(imports(OWN), ask(SELECTS))).toEqual([]);
    expect(find(imports(OWN), ask(SELECTS), pod('cart'))).toHaveLength(1);
    expect(find(imports(OWN), imports('"*/*"', ofCart), ask(SELECTS), pod('cart'))).toEqual([]);
  });
});

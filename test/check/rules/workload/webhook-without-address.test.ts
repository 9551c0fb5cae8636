import { webhookWithoutAddress } from '../../../../src/check/rules/workload/webhook-without-address';
import { finder, object } from '../../objects/workloads';

const find = finder(webhookWithoutAddress);
const hook = (clientConfig: unknown, name = 'istio-sidecar-injector-canary', kind = 'MutatingWebhookConfiguration') =>
  find([object('admissionregistration.k8s.io/v1', kind, name, { webhooks: [{ name: 'a.istio.io', clientConfig }] }, { namespace: undefined })]);

describe('a webhook of Istio', () => {
  test('does not say where the control plane is', () => {
    expect(hook({})).toEqual(['MutatingWebhookConfiguration istio-sidecar-injector-canary webhooks[0].clientConfig: has webhook \'a.istio.io\' with neither a service nor a url']);
    expect([hook({ url: '' }), hook({ url: null }), hook(undefined)].map(found => found.length)).toEqual([1, 1, 1]);
    expect(hook({}, 'istiod-default-validator', 'ValidatingWebhookConfiguration')).toHaveLength(1);
    expect(hook({}, 'istio-validator-istio-system', 'ValidatingWebhookConfiguration')).toHaveLength(1);
    expect(hook({ url: 'istiod' })).toEqual([expect.stringContaining('webhooks[0].clientConfig.url: has webhook \'a.istio.io\' with url \'istiod\', which is none')]);
  });

  test('says it by an address that may change', () => {
    expect(hook({ url: 'https://192.0.2.1:15017/inject' })).toEqual([expect.stringContaining('with the IP address \'192.0.2.1\'')]);
    expect(hook({ url: 'https://[2001:db8::1]/inject' })).toEqual([expect.stringContaining('with the IP address \'2001:db8::1\'')]);
  });

  test('leads to a Service that is not there, where Services of that namespace were given', () => {
    const given = (name: string, where: string) => find([
      object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'istio-sidecar-injector', { webhooks: [{ name: 'a.istio.io', clientConfig: { service: { name: 'istiod', namespace: 'istio-system' } } }] },
        { namespace: undefined }),
      object('v1', 'Service', name, { spec: { ports: [] } }, { namespace: where }),
    ]);
    expect(given('istiod-canary', 'istio-system')).toEqual([
      'MutatingWebhookConfiguration istio-sidecar-injector webhooks[0].clientConfig.service: has webhook \'a.istio.io\' for Service \'istio-system/istiod\', which is not there',
    ]);
    expect([given('istiod', 'istio-system'), given('cart', 'shop')].flat()).toEqual([]);
  });

  test('says it', () => {
    expect([hook({ service: { name: 'istiod' } }), hook({ url: '', service: { name: 'istiod' } }), hook({ url: 'https://control.example.com/inject' })].flat()).toEqual([]);
  });

  test('is Istio\'s', () => {
    expect([hook({}, 'other'), hook({}, 'istiod-default-validator'), hook({}, 'istio-validators', 'Other')].flat()).toEqual([]);
    expect(find([object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'istio-sidecar-injector')])).toEqual([]);
  });
});

import { own } from '../../../core/own';
import { choosesMadePods, gatewaysChosenBy, gatewaysIn } from '../../../model/gateway-pods';
import { Mesh } from '../../../model/mesh';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';
import { labelText } from '../../words';

export const gatewaySelectorWithoutPods: Rule = {
  id: 'gateway-selector-without-pods',
  severity: 'error',
  title: 'the selector of a Gateway chooses no gateway',
  why: 'No proxy opens the ports: clients are refused, and VirtualServices of the Gateway take no request. It happens when the labels are those '
    + 'of another way to install: the gateway chart labels pods `istio: <release>` without a leading `istio-`, `istioctl` labels them `istio: ingressgateway`. '
    + 'Only said where a gateway of the same namespace was given that no Gateway chooses: those of other namespaces may be meant.',
  fix: 'select labels that the pods of the gateway have',
  codes: ['IST0101', 'KIA0302'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
---
apiVersion: v1
kind: Pod
metadata:
  name: ingress
  namespace: edge
  labels: { istio: ingress, sidecar.istio.io/inject: "true" }
  annotations: { inject.istio.io/templates: gateway }
spec:
  containers:
    - { name: istio-proxy, image: auto }
`,
  mend: { 'istio: ingressgateway': 'istio: ingress' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { selector = {} } } of mesh.gateways) {
      const keys = Object.keys(selector);
      const choosesSome = () => gatewaysChosenBy(mesh, selector).length > 0 || mesh.workloadsWith(undefined, selector).length > 0;
      if (keys.length === 0 || choosesMadePods(selector) || choosesSome()) {
        continue;
      }
      const near = gatewaysIn(mesh, namespace).filter(gateway => !chosenGateways(mesh).has(gateway));
      if (near.length > 0) {
        const [{ kind, name, labels }] = near;
        const there = keys.map(key => own(labels, key) === undefined ? `no ${key}` : `${key}=${labels[key]}`).join(',');
        report(manifest, ['spec', 'selector'], `selects '${labelText(selector)}', which no gateway has; ${kind} '${name}' of this namespace has '${there}'`, { others: [near[0].object.manifest] });
      }
    }
  },
};

function chosenGateways(mesh: Mesh): ReadonlySet<Workload> {
  return mesh.once('chosen gateways', () => new Set(mesh.gateways.flatMap(({ spec: { selector } }) => gatewaysChosenBy(mesh, selector))));
}

import { GATEWAY_API } from '../../../model/gateway-api';
import { Rule } from '../../rule';

/** Since which minor version Istio reads a kind without being told to. */
const SINCE: { readonly [kind: string]: number } = { GRPCRoute: 22, BackendTLSPolicy: 28, TLSRoute: 30, ListenerSet: 30, TCPRoute: 31 };

export const gatewayApiNewerThanIstio: Rule = {
  id: 'gateway-api-newer-than-istio',
  severity: 'warning',
  title: 'an object of the Gateway API that a newer version of Istio reads first',
  why: 'Judged by the version that was given with `--istio-version`. The API server takes the object, as the Gateway API is installed by itself; Istio does not watch its kind, and '
    + 'nothing of it happens. Some kinds are read before, in an older form, where istiod has PILOT_ENABLE_ALPHA_GATEWAY_API.',
  fix: 'update Istio first, or say the same with Istio\'s own kinds',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: ledger, namespace: shop }
spec:
  targetRefs:
    - { group: "", kind: Service, name: ledger }
  validation: { hostname: ledger.example.com, wellKnownCACertificates: System }
`,
  mend: {
    'gateway.networking.k8s.io/v1': 'networking.istio.io/v1',
    'kind: BackendTLSPolicy': 'kind: DestinationRule',
    '  targetRefs:\n    - { group: "", kind: Service, name: ledger }\n': '  host: ledger.shop.svc.cluster.local\n',
    'validation: { hostname: ledger.example.com, wellKnownCACertificates: System }': 'trafficPolicy: { tls: { mode: SIMPLE, sni: ledger.example.com, subjectAltNames: [ledger.example.com] } }',
  },
  exampleOptions: { istioVersion: '1.27' },

  check(mesh, report) {
    for (const [kind, since] of Object.entries(SINCE)) {
      for (const { manifest } of mesh.istioMinor < since ? mesh.objects.of(`${GATEWAY_API}/${kind}`) : []) {
        report(manifest, ['kind'], `is a ${kind}, which Istio 1.${mesh.istioMinor} does not read: 1.${since} is the first that does`);
      }
    }
  },
};

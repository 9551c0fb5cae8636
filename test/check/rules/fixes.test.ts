import { checkMesh } from '../../../src/check/check-mesh';
import { RULES } from '../../../src/check/rules';
import { MeshOptions } from '../../../src/model/options';
import { mended, meshOf } from '../fixtures';

const GATEWAY_USES = 'tls: { mode: SIMPLE, credentialName: shop }';

/** A rule, what its bad example is changed into, the fix that a finding has instead of the rule's, and for which mesh. */
const OWN_FIXES: readonly (readonly [id: string, changes: { readonly [text: string]: string }, fix: string, options?: MeshOptions])[] = [
  ['annotation-deprecated', {}, 'use istio.io/reroute-virtual-interfaces'],
  ['annotation-misplaced', {}, 'put it into spec.template.metadata.annotations'],
  ['annotation-newer-than-istio', {}, 'leave it out, or update Istio to 1.25 first'],
  ['annotation-unknown', { 'traffic.sidecar.istio.io/excludeOutboundPort: "5432"': 'istio.io/use-waypoint: edge' }, 'make it a label'],
  ['config-key-refused', { 'conf/cart.yaml: \'currency: EUR\'': 'cart.yaml: text\nbinaryData: { cart.yaml: dGV4dA== }' }, 'keep one of the two'],
  ['custom-policy-provider', { 'provider: { name: oauth-proxy }': '' }, 'name a provider of MeshConfig in provider.name'],
  ['custom-policy-provider', { 'action: CUSTOM': 'action: DENY' }, 'write action: CUSTOM, or leave the provider out'],
  ['deprecated-policy-field', {}, 'write LEAST_REQUEST'],
  ['deprecated-route-field', {}, 'write percentage.value'],
  ['destination-port-not-found', {}, 'write 80'],
  ['experimental-gateway-api', { 'gateway.networking.k8s.io/v1\nkind: HTTPRoute': 'gateway.networking.k8s.io/v1alpha2\nkind: TLSRoute' }, 'write v1, or install the experimental channel'],
  ['fault-without-effect', {}, 'write percentage'],
  ['fault-without-effect', { 'abort: { httpStatus: 503 }': 'abort: { percentage: { value: 1 } }' }, 'write httpStatus or grpcStatus'],
  ['fault-without-effect', { 'abort: { httpStatus: 503 }': 'delay: { fixedDelay: 1s }' }, 'write percentage'],
  ['fault-without-effect', { 'abort: { httpStatus: 503 }': 'delay: { percentage: { value: 1 } }' }, 'write fixedDelay'],
  ['gateway-named-the-old-way', {}, 'write \'edge/public\''],
  ['gateway-not-found', {}, 'write \'edge/public\''],
  ['gateway-secret-malformed', { [GATEWAY_USES]: GATEWAY_USES.replace('SIMPLE', 'MUTUAL'), 'private.key': 'tls.key' }, 'add ca.crt to the secret, or a secret \'shop-cacert\' with it'],
  ['header-name-refused', { 'headers:\n        request:\n          set: { \':path\': /new }': 'match: [{ headers: { "x tenant": { exact: a } } }]' }, 'correct the name'],
  ['header-value-refused', { 'x-sampled: 100%': 'x-sampled: "a\\nb"' }, 'take out line ends and the like'],
  ['host-in-two-parts', {}, 'write \'reviews.shop.svc.cluster.local\''],
  ['inject-annotation-without-effect', { 'name: shop }': 'name: shop, labels: { istio-injection: disabled } }' },
    'take the label istio-injection off the namespace, and make the annotation a label of the pods'],
  ['injection-label-misplaced', {}, 'put it into spec.template.metadata.labels'],
  ['injection-label-misplaced', { 'metadata: { labels: { app: cart } }': 'metadata: { labels: { app: cart, sidecar.istio.io/inject: "true", istio-injection: enabled } }' },
    'use the label sidecar.istio.io/inject'],
  ['injection-value-unknown', {}, 'write \'enabled\''],
  ['injection-value-unknown', { 'istio-injection: "true"': 'istio.io/dataplane-mode: sidecar' }, 'write \'ambient\''],
  ['jwt-keys-not-found', { 'issuer: login.example.com': 'jwks: "{}"' }, 'name the issuer, as tokens do in their claim iss'],
  ['jwt-keys-not-readable', { '"e": "AQAB"': '"kty": "RSA", "d": "AQ", "e": "AQAB"' }, 'write the public key alone, and replace the one that stood here'],
  ['job-never-ends', { 'annotations: { sidecar.istio.io/nativeSidecar: "false" }': '{}' },
    'annotate the pods with sidecar.istio.io/nativeSidecar: "true", or end the proxy with POST /quitquitquit to port 15020', { istioVersion: '1.25' }],
  ['job-never-ends', { 'annotations: { sidecar.istio.io/nativeSidecar: "false" }': '{}' },
    'set ENABLE_NATIVE_SIDECARS for istiod, or end the proxy with POST /quitquitquit to port 15020', { istioVersion: '1.23' }],
  ['match-never-met', { '/api/beta': '/beta' }, 'delete it'],
  ['match-text-empty', { 'match:\n        - headers:\n            x-tenant: { prefix: \'\' }': 'corsPolicy: { allowOrigins: [{}] }' }, 'name the origin, as in exact: https://shop.example.com'],
  ['newer-than-istio', {}, 'leave it out, or update Istio to 1.27 first'],
  ['newer-than-istio', {}, 'write v1beta1, or update Istio to 1.22 first', { istioVersion: '1.21' }],
  ['object-name-refused', { 'name: cart_v2, ': '' }, 'write metadata.name'],
  ['policy-account-not-found', { 'sa/frontend]': 'sa/web-frontend]', 'labels: { app: frontend }': 'labels: { app: frontend, sidecar.istio.io/inject: "false" }' },
    'put the client into the mesh: without a proxy it has no identity'],
  ['policy-condition-unknown', { 'request.header[x-debug]': 'request.headers' }, 'write what is asked for in brackets at the end of the key'],
  ['policy-method-unknown', { '[get]': '[/admin*]' }, 'write it as a path: \'/admin\''],
  ['policy-target-kind', { 'group: networking.istio.io, kind: Gateway': 'group: gateway.networking.k8s.io, kind: GatewayClass' }, 'attach it to \'istio-waypoint\' in namespace \'istio-system\', or to Gateways'],
  ['port-protocol-unknown', { 'port: 8080': 'port: 22' }, 'let the name begin with \'tcp-\', or set appProtocol: tcp'],
  ['port-protocol-unknown', { 'name: files, port': 'name: http-files, appProtocol: web, port' }, 'set an appProtocol that Istio knows, or none: the name says HTTP'],
  ['removed-kind', {}, 'use AuthorizationPolicy of security.istio.io/v1'],
  ['retries-without-attempts', { 'perTryTimeout: 2s': 'attempts: -1' }, 'write 0 or more attempts'],
  ['retry-on-unknown', {}, 'take out the blank'],
  ['rewrite-refused', {}, 'keep one of them'],
  ['rewrite-refused', { '        uri: /\n': '', ', rewrite: /': '' }, 'write match and rewrite'],
  ['rolling-update-refused', { 'strategy:\n    rollingUpdate: { maxUnavailable: 0, maxSurge: 0 }': 'minReadySeconds: 600' }, 'give progressDeadlineSeconds more than minReadySeconds'],
  ['route-leads-nowhere', { 'http:\n    - match:\n        - uri: { prefix: /api }': 'tcp:\n    - match: [{ port: 80 }]\n  http:' }, 'add destinations'],
  ['service-entry-selects-nothing', { 'resolution: STATIC': 'resolution: NONE' }, 'set resolution STATIC, or remove the workloadSelector'],
  ['service-entry-selects-nothing', { 'labels: { app: legder }': 'labels: {}' }, 'write the labels of the workloads that answer for the host'],
  ['service-ports-refused', { '\n  ports:\n    - { name: http, port: 80 }\n    - { port: 9090, appProtocol: http }': ' {}' }, 'add a port, or make it headless by clusterIP: None'],
  ['sidecar-hides-provider', {}, 'add \'authorization/ask.authorization.svc.cluster.local\' to the egress hosts'],
  ['tls-certificate-unused', { 'credentialName: shop': 'mode: ISTIO_MUTUAL, credentialName: shop' }, 'remove credentialName, or set another mode'],
  ['tls-server-not-verified', {}, 'name the authorities (caCertificates, or a secret by credentialName), and the names that the certificate must have (subjectAltNames)', { istioVersion: '1.20' }],
  ['webhook-without-address', { 'url: ""': 'url: "https://192.0.2.1/inject"' }, 'use a host name'],
  ['wildcard-host-with-dns', {}, 'set resolution NONE, or name the hosts one by one', { istioVersion: '1.27' }],
];

const ROWS = OWN_FIXES.map(([id, changes, fix, options]) => [id, fix, changes, options] as const);

test.each(ROWS)('%s says: %s', (id, fix, changes, options) => {
  const rule = RULES.find(one => one.id === id)!;
  const { findings, failures } = checkMesh(meshOf(mended({ ...rule, mend: changes }), options ?? rule.exampleOptions), { rules: [rule] });
  expect(failures).toEqual([]);
  expect(findings.map(finding => finding.fix)).toContain(fix);
});

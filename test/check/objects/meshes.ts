/** Objects that tests of rules put together, each as a document of its own. */

export const destinationRule = (spec: string, { name = 'reviews', namespace = 'shop', host = 'reviews.shop.svc.cluster.local', metadata = '' } = {}) => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${namespace}${metadata} }
spec:
  host: '${host}'
  ${spec}
`;

export const policy = (text: string, more?: Parameters<typeof destinationRule>[1]) => destinationRule(`trafficPolicy: { ${text} }`, more);

export const serviceEntry = (spec: string, { name = 'ledger', namespace = 'shop', hosts = 'ledger.example.com', metadata = '' } = {}) => `
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ${name}, namespace: ${namespace}${metadata} }
spec:
  hosts: [${hosts}]
  ${spec}
`;

export const service = (name = 'reviews', { namespace = 'shop', spec = `selector: { app: ${name} }`, ports = '{ name: http, port: 80, targetPort: 8080 }', metadata = '' } = {}) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace}${metadata} }
spec:
  ${spec}
  ports: [${ports}]
`;

export const pod = (name = 'reviews', { namespace = 'shop', labels = `app: ${name}`, more = '', metadata = '' } = {}) => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} }${metadata} }
spec:
  containers: [{ name: app, image: registry.example.com/app:1${more} }]
`;

export const deployment = (name: string, replicas: number | undefined, { namespace = 'shop', labels = `app: ${name}` } = {}) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ${replicas === undefined ? '' : `replicas: ${replicas}`}
  template:
    metadata: { labels: { ${labels} } }
    spec: { containers: [{ name: app }] }
`;

export const namespace = (name = 'shop', labels = 'istio-injection: enabled') => `
---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;

export const peerAuthentication = (spec: string, { name = 'default', namespace: where = 'shop', metadata = '' } = {}) => `
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${where}${metadata} }
spec: { ${spec} }
`;

export const route = (destinations: string, { name = 'reviews', namespace: where = 'shop', hosts = 'reviews.shop.svc.cluster.local', more = '' } = {}) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${where} }
spec:
  hosts: [${hosts}]
  http: [{ route: [${destinations}] }]
  ${more}
`;

export const workloadEntry = (name: string, spec: string, { namespace: where = 'shop', metadata = '' } = {}) => `
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: ${name}, namespace: ${where}${metadata} }
spec: { ${spec} }
`;

export const workloadGroup = (name: string, spec: string, { namespace: where = 'shop' } = {}) => `
---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: ${name}, namespace: ${where} }
spec: { ${spec} }
`;

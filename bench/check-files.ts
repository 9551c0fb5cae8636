import { writeFileSync } from 'node:fs';

/** Of each service: Service, ServiceAccount, Deployment, VirtualService, DestinationRule and AuthorizationPolicy. */
export const OBJECTS_PER_CHECKED_SERVICE = 6;

const SERVICES_PER_NAMESPACE = 50;

/** Writes the manifests of services, each of which the one before it calls, as people write them by hand. Beside them there is a Namespace for every fifty. */
export function writeManifests(file: string, services: number): void {
  const texts: string[] = [];
  for (let index = 0; index < services; index++) {
    if (index % SERVICES_PER_NAMESPACE === 0) {
      texts.push(namespace(index));
    }
    texts.push(service(index));
  }
  writeFileSync(file, texts.join('---\n'));
}

function namespaceOf(index: number): string {
  return `team-${Math.floor(index / SERVICES_PER_NAMESPACE)}`;
}

function namespace(index: number): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespaceOf(index)}
  labels:
    istio-injection: enabled
`;
}

function service(index: number): string {
  const name = `service-${index}`;
  const metadata = `metadata:
  name: ${name}
  namespace: ${namespaceOf(index)}`;
  const host = `${name}.${namespaceOf(index)}.svc.cluster.local`;
  const caller = Math.max(0, index - 1);
  return `apiVersion: v1
kind: ServiceAccount
${metadata}
---
apiVersion: v1
kind: Service
${metadata}
  labels:
    app: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
${metadata}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
      version: v1
  template:
    metadata:
      labels:
        app: ${name}
        version: v1
    spec:
      serviceAccountName: ${name}
      containers:
        - name: app
          image: registry.example.com/shop/${name}:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
---
apiVersion: networking.istio.io/v1
kind: VirtualService
${metadata}
spec:
  hosts:
    - ${host}
  http:
    - route:
        - destination:
            host: ${host}
            subset: v1
      timeout: 5s
      retries:
        attempts: 2
        perTryTimeout: 2s
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
${metadata}
spec:
  host: ${host}
  trafficPolicy:
    connectionPool:
      http:
        http1MaxPendingRequests: 100
  subsets:
    - name: v1
      labels:
        version: v1
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
${metadata}
spec:
  selector:
    matchLabels:
      app: ${name}
  rules:
    - from:
        - source:
            principals:
              - cluster.local/ns/${namespaceOf(caller)}/sa/service-${caller}
      to:
        - operation:
            methods: ["GET", "POST"]
`;
}

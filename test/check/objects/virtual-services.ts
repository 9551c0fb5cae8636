/** A VirtualService `shop/reviews`; `spec` is YAML in one line or several, indented by two. */
export function virtualService(spec: string, name = 'reviews', namespace = 'shop'): string {
  return `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ${spec}
`;
}

/** A VirtualService for the host `reviews` with these HTTP routes, in one line. */
export function httpService(routes: string, more = ''): string {
  return virtualService(`hosts: [reviews]
  ${more}
  http: [${routes}]`);
}

/** A Service; ports as `http:80`. */
export function service(name: string, namespace = 'shop', ports: readonly string[] = ['http:80']): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ports: [${ports.map(port => `{ name: ${port.split(':')[0]}, port: ${port.split(':')[1]} }`).join(', ')}]
`;
}

/** A Gateway with one server of HTTP for each list of hosts. */
export function gateway(name: string, namespace: string, ...servers: readonly string[]): string {
  return `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { istio: ${name} }
  servers: [${servers.join(', ')}]
`;
}

/** A server of HTTP of a Gateway. */
export function httpServer(hosts: string, port = 80, more = ''): string {
  return `{ port: { number: ${port}, name: http-${port}, protocol: HTTP }, hosts: [${hosts}]${more} }`;
}

import { bringsProxy } from '../../../model/injection';
import { protocolOf } from '../../../model/service-host';
import { servedWorkloads } from '../../../model/service-workloads';
import { Rule } from '../../rule';

/** Ports of protocols in which the server speaks first, beside those that Istio leaves alone. */
const SERVER_FIRST: { readonly [port: number]: string } = {
  21: 'FTP', 22: 'SSH', 23: 'Telnet', 110: 'POP3', 119: 'NNTP', 143: 'IMAP', 587: 'SMTP', 2525: 'SMTP', 3307: 'MySQL', 5900: 'VNC',
};

export const portProtocolUnknown: Rule = {
  id: 'port-protocol-unknown',
  severity: 'info',
  title: 'a port of a Service does not say what it speaks',
  why: 'Istio reads the protocol from appProtocol or from the beginning of the port\'s name: `http`, `http-api`, `grpc-web`, `tcp-db`. Where neither says one, proxies look '
    + 'at the first bytes of each connection: HTTP is found out, and everything else is TCP. A server that speaks first sends nothing that the proxy of the client waits for, so '
    + 'such connections hang. An appProtocol that Istio does not know hides what the name says.',
  fix: 'name the port \'<protocol>\' or \'<protocol>-<suffix>\', or set appProtocol: http, http2, grpc, grpc-web, https, tls, tcp, udp, mongo, redis or mysql',
  codes: ['IST0118', 'KIA0601', 'KIA0602'],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: files, namespace: shop }
spec:
  selector: { app: files }
  ports:
    - { name: files, port: 8080 }
---
apiVersion: v1
kind: Pod
metadata: { name: files, namespace: shop, labels: { app: files } }
spec:
  containers:
    - { name: files, image: registry.example.com/files:1 }
`,
  mend: { 'name: files, port': 'name: tcp-files, port' },

  check(mesh, report) {
    for (const { host: { service, namespace, ports }, workloads } of servedWorkloads(mesh)) {
      if (ports.length === service!.spec.ports?.length && ports.every(({ protocol }) => protocol !== undefined)) {
        continue;
      }
      if (namespace === mesh.rootNamespace || workloads.some(bringsProxy) || !workloads.some(({ inMesh }) => inMesh === true)) {
        continue;
      }
      (service!.spec.ports ?? []).forEach((port, at) => {
        const { name, appProtocol, port: number, targetPort, protocol = 'TCP' } = port;
        if (number === undefined || protocol !== 'TCP' || protocolOf(port) !== undefined) {
          return;
        }
        const meant = appProtocol === undefined ? undefined : protocolOf({ ...port, appProtocol: undefined });
        const first = SERVER_FIRST[number] ?? SERVER_FIRST[Number(targetPort)];
        const path = ['spec', 'ports', at, appProtocol === undefined ? 'name' : 'appProtocol'];
        const says = appProtocol !== undefined ? `appProtocol '${appProtocol}', which Istio does not know` : name === undefined ? 'no name' : `the name '${name}', which begins with no protocol`;
        if (meant !== undefined) {
          report(service!.manifest, path, `has port ${number} with appProtocol '${appProtocol}', which Istio does not know, and which hides that its name '${name}' says ${meant}`, {
            severity: 'warning', fix: `set an appProtocol that Istio knows, or none: the name says ${meant}`,
          });
        } else if (first !== undefined) {
          report(service!.manifest, path, `has port ${number} with ${says}; its server speaks first if it is ${first}, and connections hang while the proxy waits for the client's first bytes`, {
            severity: 'warning', fix: 'let the name begin with \'tcp-\', or set appProtocol: tcp',
          });
        } else {
          report(service!.manifest, path, `has port ${number} with ${says}, so that proxies guess its protocol from what comes`);
        }
      });
    }
  },
};

import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryRoute, MachineReadiness, MeshGateway, MeshNamespace, MeshService, MeshSettings, MutualTlsMode, MutualTlsPolicy, OutboundTraffic, Visibility,
} from 'cdk8s-istio';

const app = new App();
// Addresses of the cluster's own pods and Services: no machine has one of them.
MeshSettings.set(app, { clusterAddressRanges: ['10.244.0.0/16', '10.96.0.0/12'] });
const chart = new Chart(app, 'depot', { namespace: 'depot' });
new MeshNamespace(chart, 'namespace');

// Nobody calls these services but each other and the gateway, so no other namespace's proxies need to know them.
const visibility = Visibility.toCallers();
// What else runs on the machines, updates and backups, calls what it always has.
const outboundTraffic = OutboundTraffic.ALLOW_ANY;

// The stock has lived on two machines for years. They join the mesh as they are, and pods take over step by step.
const stock = new MeshService(chart, 'stock', { port: 80, targetPort: 8080, outboundTraffic, visibility });
const onMachines = stock.addMachines('v6', {
  machines: [{ address: '10.20.0.11' }, { address: '10.20.0.12' }],
  locality: 'europe/frankfurt',
  readiness: MachineReadiness.http('/ready', { period: Duration.seconds(5) }),
});
const inPods = stock.addVersion('v7', { image: 'registry.example.com/stock:7.0.0', readinessPath: '/ready' });
new CanaryRoute(chart, 'stock-moves', { stable: onMachines, canary: inPods, weight: 10 });

// Tours are planned in pods and, beside them, on a machine with many cores, which takes as much as four pods.
const tours = new MeshService(chart, 'tours', { port: 80, targetPort: 8080, outboundTraffic, visibility });
tours.addVersion('v1', { image: 'registry.example.com/tours:1.3.0', readinessPath: '/ready' }).addMachines({
  machines: [{ address: '10.20.0.21', weight: 4 }],
  locality: 'europe/frankfurt',
  readiness: MachineReadiness.http('/ready', { period: Duration.seconds(5) }),
});

// It calls services, and need not know which of them are on machines.
const dispatch = new MeshService(chart, 'dispatch', { port: 8080, calls: [stock, tours], visibility });
dispatch.addVersion('v1', { image: 'registry.example.com/dispatch:3.0.0', readinessPath: '/ready' });
new MeshGateway(chart, 'edge', { hosts: ['depot.example.com'] }).expose(dispatch);

new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });

app.synth();

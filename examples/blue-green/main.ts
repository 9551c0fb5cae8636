import { App, Chart } from 'cdk8s';
import { BlueGreenService, Colour, MeshGateway, MeshNamespace, MutualTlsMode, MutualTlsPolicy, Preview } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new MeshNamespace(chart, 'namespace');

// Both colours run. To cut over, write Colour.GREEN, synthesize and apply; to roll back, write Colour.BLUE. Nothing changes in the
// output but route weights. Then put the next release into the colour that is idle.
const shop = new BlueGreenService(chart, 'shop', {
  port: 8080,
  blue: { image: 'registry.example.com/shop:1.4.2', replicas: 3 },
  green: { image: 'registry.example.com/shop:1.5.0', replicas: 3 },
  live: Colour.BLUE,
  // Testers send this header to shop.example.com and reach the idle colour.
  preview: Preview.header('x-preview'),
  minimumLiveReplicas: 3,
});

const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
edge.expose(shop);

new MutualTlsPolicy(chart, 'mtls', { mode: MutualTlsMode.STRICT });

app.synth();

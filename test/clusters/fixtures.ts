import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { MeshSettings, MeshSettingsProps } from '../../src';
import { Manifest, synthFiles } from '../support/synth';

/** An app with a chart for each of some clusters of one mesh. */
export function clusters(names: readonly string[] = ['east', 'west'], props: (name: string) => MeshSettingsProps = name => ({ network: `${name}-network` })): Chart[] {
  const app = new App();
  return names.map(name => {
    const cluster = new Construct(app, name);
    MeshSettings.set(cluster, { clusterName: name, ...props(name) });
    return new Chart(cluster, 'shop', { namespace: 'shop' });
  });
}

/** What is written for the cluster of a chart. */
export function writtenFor(chart: Chart): Manifest[] {
  const [name] = chart.node.path.split('/');
  return [...synthFiles(chart)].filter(([file]) => file.startsWith(name)).flatMap(([, objects]) => objects);
}

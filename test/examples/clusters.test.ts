import { runExample } from './run-example';
import { find, Manifest, ofKind } from '../support/synth';

const { files, texts } = runExample('clusters');
const ofCluster = (name: string) => files.filter(file => file.name.startsWith(`${name}-`)).flatMap(({ objects }) => objects as Manifest[]);

describe('the example of two clusters', () => {
  test('comes out as charts of each', () => {
    expect([...texts.keys()]).toEqual(['east', 'west'].flatMap(name => ['edge', 'mesh', 'shop'].map(part => `${name}-${part}.k8s.yaml`)));
  });

  test('leads callers of both clusters to orders by the same routes, and runs it in one', () => {
    const [east, west] = ['east', 'west'].map(ofCluster);
    expect(find(east, 'VirtualService', 'orders').spec).toEqual(find(west, 'VirtualService', 'orders').spec);
    const running = (objects: readonly Manifest[]) => ofKind(objects, 'Deployment').map(({ metadata }) => metadata.name).sort();
    expect(running(west).filter(name => !running(east).includes(name))).toEqual(['orders-v1', 'orders-v2']);
  });

  test('comes out as reviewed', () => {
    expect(Object.fromEntries(texts)).toMatchSnapshot();
  });
});

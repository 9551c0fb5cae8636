import { App, Chart } from 'cdk8s';
import { bare, Manifest, OBJECTS_PER_SERVICE, ours, plus } from '../../bench/services';

const render = (build: (chart: Chart) => void): Manifest[] => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  build(chart);
  return chart.toJson();
};

describe('the bench compares like with like', () => {
  const manifests = render(chart => ours(chart, 2));
  const name = ({ kind, metadata }: Manifest) => `${kind} ${metadata.namespace}/${metadata.name}`;

  test('seven objects a service', () => {
    expect(manifests).toHaveLength(2 * OBJECTS_PER_SERVICE);
  });

  test('all bare, the same in every byte', () => {
    expect(JSON.stringify(render(chart => bare(chart, manifests)))).toBe(JSON.stringify(manifests));
  });

  test('with cdk8s-plus, the same objects with containers, labels and selectors alike', () => {
    const made = render(chart => plus(chart, manifests));
    expect(made.map(name)).toEqual(manifests.map(name));
    made.forEach((object, index) => {
      if (object.kind === 'Deployment') {
        const [theirs, its] = [object.spec, manifests[index].spec];
        const { image, ports, readinessProbe, resources } = its.template.spec.containers[0];
        expect(theirs).toMatchObject({ replicas: its.replicas, selector: its.selector, strategy: its.strategy });
        const { serviceAccountName } = its.template.spec;
        expect(theirs.template.spec).toMatchObject({ serviceAccountName, containers: [{ image, ports, readinessProbe, resources }] });
        expect(theirs.template.metadata).toMatchObject(its.template.metadata);
      }
    });
  });
});

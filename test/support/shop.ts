import { App, Chart } from 'cdk8s';
import { Manifest } from './schema';
import { find, synth } from './synth';
import { MeshService, MeshServiceProps, ServiceVersion } from '../../src';

/** The chart of namespace and id `shop`. */
export function shopChart(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

/** A service with versions v1 and v2, or with those named. */
export function addService(
  chart: Chart, name: string, versions: readonly string[] = ['v1', 'v2'], props: MeshServiceProps = { port: 80 },
): { chart: Chart; service: MeshService; versions: ServiceVersion[] } {
  const service = new MeshService(chart, name, props);
  return { chart, service, versions: versions.map(version => service.addVersion(version, { image: `${name}:${version}` })) };
}

/** The service `cart` with versions v1 and v2. */
export function shop(props?: MeshServiceProps) {
  return addService(shopChart(), 'cart', undefined, props);
}

/** What is put out for a service, the whole checked. */
export function virtualServiceOf(chart: Chart, name = 'cart'): Manifest {
  return find(synth(chart), 'VirtualService', name);
}

/** The HTTP rules of a service or a gateway's host. */
export function httpOf(chart: Chart, name = 'cart'): { [key: string]: any }[] {
  return (virtualServiceOf(chart, name).spec as { http: { [key: string]: any }[] }).http;
}

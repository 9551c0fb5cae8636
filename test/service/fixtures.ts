import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { MeshService, MeshServiceProps, ServiceVersionProps } from '../../src';
import { find, Manifest } from '../support/synth';

export const IMAGE = 'registry.example.com/shop:1.4.2';

/** A chart of an app of its own. */
export function newChart(namespace: string | undefined = 'shop', id = 'chart'): Chart {
  return new Chart(new App(), id, { namespace });
}

/** A service with one version, v1. */
export function withVersion(
  scope: Construct, id: string, props: Partial<MeshServiceProps> = {}, version: Partial<ServiceVersionProps> = {},
): MeshService {
  const service = new MeshService(scope, id, props.ports ? { ...props } : { port: 80, ...props });
  service.addVersion('v1', version.container ? version : { image: IMAGE, ...version });
  return service;
}

/** The spec of the pods of a Deployment. */
export function podOf(objects: readonly Manifest[], deployment: string): any {
  return find(objects, 'Deployment', deployment).spec.template.spec;
}

/** Something throws, with all of these parts in its one message. */
export function expectFailure(act: () => unknown, ...parts: string[]): void {
  const message = messageOf(act);
  for (const part of parts) {
    expect(message).toContain(part);
  }
}

export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('expected a failure, and there was none');
}

/** Routes without their names, where these are not the point. */
export function unnamed(routes: readonly { name?: string }[]): object[] {
  return routes.map(({ name: _name, ...route }) => route);
}

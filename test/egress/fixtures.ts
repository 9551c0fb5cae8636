import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ExternalService, ExternalServiceProps, MeshService } from '../../src';
import { IMAGE, newChart } from '../service/fixtures';
import { find, Manifest, synth } from '../support/synth';

/** An external service `payments` of the chart, api.example.com unless told. */
export function external(props: Partial<ExternalServiceProps> = {}, scope: Construct = newChart()): ExternalService {
  return new ExternalService(scope, 'payments', { host: 'api.example.com', ...props });
}

/** A service with one version that calls some hosts. */
export function caller(scope: Chart, name: string, ...calls: ExternalService[]): MeshService {
  const service = new MeshService(scope, name, { port: 80, calls });
  service.addVersion('v1', { image: IMAGE });
  return service;
}

/** What is put out of a kind for the external service `payments`. */
export function written(service: Construct, kind = 'ServiceEntry', name = 'payments'): any {
  return (find(synth(service), kind, name) as Manifest).spec;
}

import { Size } from 'cdk8s';
import { Cpu, EnvValue, Probe } from 'cdk8s-plus-27';
import { expectFailure, IMAGE, newChart, podOf, withVersion } from './fixtures';
import { MeshServiceProps, PortProtocol, ServiceVersionProps } from '../../src';
import { synth } from '../support/synth';

function container(version: Partial<ServiceVersionProps>, service: Partial<MeshServiceProps> = {}): any {
  const chart = newChart();
  withVersion(chart, 'shop', service, version);
  return podOf(synth(chart), 'shop-v1').containers[0];
}
const fails = (version: Partial<ServiceVersionProps>, service: Partial<MeshServiceProps>, ...parts: string[]) =>
  expectFailure(() => container(version, service), '[chart/shop/v1] ', ...parts);

describe('env', () => {
  test('is short for plain variables of the container, beside those that it has', () => {
    const given = { image: IMAGE, envVariables: { LEVEL: EnvValue.fromValue('debug') } };
    expect(container({ container: given, env: { DETAILS_PORT: '8080' } }).env).toEqual([{ name: 'LEVEL', value: 'debug' }, { name: 'DETAILS_PORT', value: '8080' }]);
  });

  test('fails: a variable that the container has already', () => {
    fails({ container: { image: IMAGE, envVariables: { LEVEL: EnvValue.fromValue('debug') } }, env: { LEVEL: 'info' } }, {}, "env has 'LEVEL'", 'give it once');
  });
});

describe('readinessPath', () => {
  test('is asked on the first port that speaks HTTP, where the application listens', () => {
    const ports = [{ port: 6379, protocol: PortProtocol.REDIS }, { port: 80, targetPort: 8080 }];
    expect(container({ readinessPath: '/health' }, { ports }).readinessProbe.httpGet).toEqual({ path: '/health', port: 8080, scheme: 'HTTP' });
  });

  test('fails: beside a probe of the container, without a slash, or without a port that speaks HTTP', () => {
    fails({ readinessPath: '/health', container: { image: IMAGE, readiness: Probe.fromTcpSocket() } }, {}, "readinessPath '/health' and container.readiness", 'give one of them');
    fails({ readinessPath: 'health' }, {}, "readinessPath 'health' does not begin with '/'");
    fails({ readinessPath: '/health' }, { protocol: PortProtocol.TCP }, 'no port of the service speaks HTTP', 'use container.readiness');
  });
});

describe('resources', () => {
  test('that are given leave the others as they are by default', () => {
    expect(container({ container: { image: IMAGE, resources: { memory: { request: Size.mebibytes(384) } } } }).resources).toEqual({ requests: { cpu: '100m', memory: '384Mi' } });
    expect(container({ container: { image: IMAGE, resources: { cpu: { limit: Cpu.units(1) } } } }).resources).toEqual({ requests: { memory: '128Mi' }, limits: { cpu: '1' } });
  });
});

import { propsProblem } from '../../src/app-check/validation-props';

describe('properties in cdk8s.yaml', () => {
  test('may be left out, and be what they should', () => {
    expect(propsProblem({})).toBeUndefined();
    expect(propsProblem({ severities: undefined })).toBeUndefined();
    expect(propsProblem({ severities: { 'no-routes': 'off' }, knownHosts: ['a.example.com'], namespace: 'a', rootNamespace: 'b', clusterDomain: 'c', istioVersion: '1.26' })).toBeUndefined();
  });

  test.each<[unknown, string]>([
    ['loud', 'its properties are "loud": give severities, knownHosts, namespace, rootNamespace, clusterDomain, istioVersion'],
    [{ severity: {} }, 'its property \'severity\' is unknown'],
    [{ severities: 'off' }, 'its property \'severities\' is "off": give severities by the names of rules'],
    [{ severities: { 'no-route': 'off' } }, 'its property \'severities\' has a mistake: there is no rule \'no-route\': docs/checks.md has all'],
    [{ knownHosts: 'a.example.com' }, 'its property \'knownHosts\' is "a.example.com": give a list of hosts'],
    [{ knownHosts: [5] }, 'its property \'knownHosts\' is [5]: give a list of hosts'],
    [{ namespace: 5 }, 'its property \'namespace\' is 5: give a name'],
    [{ istioVersion: 1.26 }, 'its property \'istioVersion\' is 1.26: give a minor version from 1.20 to 1.31, as \'1.30\', in quotes'],
    [{ istioVersion: '2' }, 'its property \'istioVersion\' is "2": give a minor version from 1.20 to 1.31, as \'1.30\', in quotes'],
    [{ clusterDomain: '' }, 'its property \'clusterDomain\' is "": give a name'],
  ])('fails for %j', (props, problem) => expect(propsProblem(props)).toBe(problem));
});

import { POLICIES, PolicyKind } from './policies';
import { progress, sample, Subject } from './sample';
import { spread, table } from './table';

const ROUTE_SUBJECTS: readonly [Subject, string][] = [
  ['gatewayPaths', 'gateway host, one exposure a path, ten services'],
  ['gatewayHosts', 'gateway of one host for five exposures, ten services'],
  ['delegatedHosts', 'the same, each host delegated to a VirtualService of its own'],
  ['exposurePaths', 'gateway host, one exposure with all paths'],
  ['pathRoutes', 'service, one route a path'],
  ['headerRoutes', 'service, one route a header value'],
];
const ROUTE_COUNTS = [100, 1000, 5000];
/** Routes of gateways with a host for every five of them. */
const GROWTH = [500, 5000] as const;
const ROUNDS = 3;
/** Services, each of which calls another and has one of each kind. */
const POLICY_COUNTS = [400, 4000] as const;

/** What a route costs as there are more of them. */
export function routesReport(): string {
  return `### Routes\n\n${routesTable()}\n\n${growth()}`;
}

/** What a policy costs as there are more of them. */
export function policiesReport(): string {
  return `### Policies\n\n${policiesTable()}`;
}

function routesTable(): string {
  const rows = ROUTE_SUBJECTS.map(([subject, name]) => {
    const cells = ROUTE_COUNTS.map(count => {
      const samples = Array.from({ length: ROUNDS }, (_, round) => {
        progress(`${subject}, ${count} routes, round ${round + 1} of ${ROUNDS}`);
        return sample(subject, count);
      });
      return spread(samples.map(one => one.cpu / count), 2);
    });
    return [name, ...cells];
  });
  return table(['ms a route', ...ROUTE_COUNTS.map(count => `${count} routes`)], rows);
}

/** What a route costs in a large gateway and in a small one, by turns. */
function growth(): string {
  const [few, many] = GROWTH;
  const lines = (['gatewayHosts', 'delegatedHosts'] as const).map(subject => {
    const ratios = Array.from({ length: ROUNDS }, (_, round) => {
      progress(`${subject}, ${few} and ${many} routes, round ${round + 1} of ${ROUNDS}`);
      const [small, large] = [few, many].map(count => sample(subject, count));
      return (large.cpu / many) / (small.cpu / few);
    });
    return [ROUTE_SUBJECTS.find(([one]) => one === subject)![1], spread(ratios, 2)];
  });
  return table(['processor time a route', `${many} routes to ${few}`], lines);
}

/** What a service costs with each kind of policy, in an app of few and of many. */
function policiesTable(): string {
  const rows = (Object.keys(POLICIES) as PolicyKind[]).map(kind => {
    const samples = Array.from({ length: ROUNDS }, (_, round) => POLICY_COUNTS.map(count => {
      progress(`${kind}, ${count} services, round ${round + 1} of ${ROUNDS}`);
      return sample(`policies/${kind}`, count).cpu / count;
    }));
    return [kind, ...POLICY_COUNTS.map((_, at) => spread(samples.map(one => one[at]), 2)), spread(samples.map(([few, many]) => many / few), 2)];
  });
  const [few, many] = POLICY_COUNTS;
  return table(['ms of processor time a service', `${few} services`, `${many} services`, `${many} to ${few}`], rows);
}

import { FieldPath } from '../../../manifests/locate';
import { DestinationRuleSpec, LocalitySettings } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

interface Wrong {
  readonly path: FieldPath;
  readonly message: string;
}

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

export const localitySettingsRefused: Rule = {
  id: 'locality-settings-refused',
  severity: 'error',
  title: 'settings for localities contradict themselves',
  why: 'Istio\'s webhook refuses the object. Weights of distribute are shares of 100 for each source, failover names regions and no zones, and the two exclude each other; a '
    + 'locality may stand there once, and not beside another one that includes it.',
  fix: 'write shares that add up to 100, or regions to fail over to, but not both',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        distribute:
          - from: us-east/*
            to: { us-east/*: 80, us-west/*: 30 }
`,
  mend: { 'us-west/*: 30': 'us-west/*: 20' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'localityLbSetting', 'zoneAwareLbSetting')) {
      for (const { policy: { loadBalancer: { localityLbSetting, zoneAwareLbSetting } = {} }, path } of policiesOf(spec)) {
        const both = localityLbSetting && zoneAwareLbSetting ? [{ path: [], message: 'has localityLbSetting and zoneAwareLbSetting, which exclude each other' }] : [];
        const found: Wrong[] = [
          ...both,
          ...within(['localityLbSetting'], localityLbSetting ? wrongIn(localityLbSetting) : []),
          ...within(['zoneAwareLbSetting'], zoneAwareLbSetting ? [...wrongFailover(zoneAwareLbSetting), ...wrongZonePriority(zoneAwareLbSetting)] : []),
        ];
        found.forEach(wrong => report(manifest, [...path, 'loadBalancer', ...wrong.path], wrong.message));
      }
    }
  },
};

function within(path: FieldPath, found: readonly Wrong[]): Wrong[] {
  return found.map(wrong => ({ ...wrong, path: [...path, ...wrong.path] }));
}

function wrongIn(settings: LocalitySettings): Wrong[] {
  const { distribute = [], failover = [], failoverPriority = [] } = settings;
  if (distribute.length > 0 && failover.length > 0) {
    return [{ path: ['failover'], message: 'has both distribute and failover, which exclude each other' }];
  }
  const topology = failover.length > 0 ? failoverPriority.findIndex(label => TOPOLOGY.includes(label)) : -1;
  return [
    ...topology < 0 ? [] : [{ path: ['failoverPriority', topology], message: `has '${failoverPriority[topology]}' in failoverPriority beside failover, which exclude each other` }],
    ...distribute.flatMap(({ to = {} }, at) => wrongShares(to).map(message => ({ path: ['distribute', at, 'to'], message }))),
    ...distribute.flatMap(({ to = {} }, at) => wrongLocality(Object.keys(to)).map(({ message }) => ({ path: ['distribute', at, 'to'], message }))),
    ...wrongLocality(distribute.map(({ from = '' }) => from)).map(({ at, message }) => ({ path: ['distribute', at, 'from'], message })),
    ...wrongFailover(settings),
  ];
}

function wrongShares(to: { readonly [locality: string]: number }): string[] {
  const outside = Object.entries(to).filter(([, share]) => share < 1 || share > 100);
  const sum = Object.values(to).reduce((total, share) => total + share, 0);
  return outside.length > 0 ? outside.map(([locality, share]) => `gives locality '${locality}' a share of ${share}, and it must be from 1 to 100`)
    : sum === 100 ? [] : [`gives localities shares of ${sum} together, and it must be 100`];
}

/** The first locality that stands there in vain: a bad name, or within one before it, or around one. */
function wrongLocality(localities: readonly string[]): { readonly at: number; readonly message: string }[] {
  for (const [at, locality] of localities.entries()) {
    if (locality.split('/', 3).includes('') || (locality.includes('*') && locality.indexOf('*') !== locality.length - 1)) {
      return [{ at, message: `names locality '${locality}', and it must be region/zone/subzone, or the beginning of that with '*' at its end` }];
    }
    const other = localities.slice(0, at).find(before => includes(before, locality) || includes(locality, before));
    if (other !== undefined) {
      return [{ at, message: `names locality '${locality}' beside '${other}', and one includes the other` }];
    }
  }
  return [];
}

function includes(outer: string, inner: string): boolean {
  const prefix = outer.replace(/\/?\*$/, '');
  return prefix === '' || inner === prefix || inner === outer || inner.startsWith(`${prefix}/`);
}

function wrongFailover({ failover = [] }: LocalitySettings): Wrong[] {
  return failover.flatMap(({ from = '', to = '' }, at) => {
    const odd = [from, to].find(region => region.includes('/') || region.includes('*'));
    const message = from === to ? `fails over from region '${from}' to itself`
      : odd !== undefined ? `fails over between '${from}' and '${to}', and both must be regions: '${odd}' is none` : undefined;
    return message === undefined ? [] : [{ path: ['failover', at], message }];
  });
}

function wrongZonePriority({ failoverPriority = [] }: LocalitySettings): Wrong[] {
  return failoverPriority.flatMap((label, at) => TOPOLOGY.includes(label)
    ? [{ path: ['failoverPriority', at], message: `has '${label}' in failoverPriority, which zoneAwareLbSetting goes by already` }] : []);
}

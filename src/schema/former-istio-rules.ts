import { Predicate } from './shape';

/** The fields of an object. */
interface Fields {
  readonly [name: string]: any;
}

const TARGETS = ['core/Service', '/Service', 'gateway.networking.k8s.io/Gateway'];

function isTarget({ group, kind }: Fields, targets: readonly string[]): boolean {
  // Without a group, the rule of the server stops with an error, which is as good as broken.
  return targets.includes(`${group}/${kind}`);
}

/** The rules that CRDs of former versions of Istio have and the newest have not, by their text. */
export const FORMER_ISTIO_RULES: { readonly [rule: string]: Predicate } = {
  "[self.group, self.kind] in [['core','Service'], ['','Service'], ['gateway.networking.k8s.io','Gateway']]": (self: Fields) => isTarget(self, TARGETS),
  "[self.group, self.kind] in [['core','Service'], ['','Service'], ['gateway.networking.k8s.io','Gateway'], ['networking.istio.io','ServiceEntry']]": (self: Fields) =>
    isTarget(self, [...TARGETS, 'networking.istio.io/ServiceEntry']),
  "(has(self.resolution) && self.resolution == 'DNS_ROUND_ROBIN') ? (!has(self.endpoints) || size(self.endpoints) == 1) : true":
    ({ resolution, endpoints }: Fields) => resolution !== 'DNS_ROUND_ROBIN' || endpoints === undefined || endpoints.length === 1,
};

import { isUnique, keyOf, parentKey, sectionsAgree } from './gateway-api-rules';
import { Predicate } from './shape';

/** The fields of an object. */
interface Fields {
  readonly [name: string]: any;
}

type List = readonly Fields[];

const SAME_PARENT = 'p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.__namespace__) || p1.__namespace__ == \'\') && (!has(p2.__namespace__) || p2.__namespace__ == \'\')) || (has(p1.__namespace__) && has(p2.__namespace__) && p1.__namespace__ == p2.__namespace__';

/** The rules that the Gateway API's CRDs have in the experimental channel alone, by their text. */
export const EXPERIMENTAL_GATEWAY_API_RULES: { readonly [rule: string]: Predicate } = {
  [`self.all(p1, self.all(p2, ${SAME_PARENT})) ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '') && (!has(p1.port) || p1.port == 0) == (!has(p2.port) || p2.port == 0)): true))`]:
    (self: List) => sectionsAgree(self, parentKey) && sectionsAgree(self.map(parent => ({ ...parent, sectionName: parent.port })), parentKey),
  [`self.all(p1, self.exists_one(p2, ${SAME_PARENT} )) && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || ( has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName)) && (((!has(p1.port) || p1.port == 0) && (!has(p2.port) || p2.port == 0)) || (has(p1.port) && has(p2.port) && p1.port == p2.port))))`]:
    (self: List) => isUnique(self.map(parent => keyOf(parentKey(parent), parent.sectionName ?? '', parent.port ?? 0))),
  'self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))': (self: List) =>
    isUnique(self.filter(({ name }) => name !== undefined).map(({ name }) => name)),
  "!has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType != 'Permanent' || has(self.absoluteTimeout)":
    ({ cookieConfig, absoluteTimeout }: Fields) => cookieConfig?.lifetimeType !== 'Permanent' || absoluteTimeout !== undefined,
  "!has(self.cookieConfig) || self.type == 'Cookie'": ({ cookieConfig, type }: Fields) => cookieConfig === undefined || type === 'Cookie',
  "!(has(self.externalAuth) && self.type != 'ExternalAuth')": ({ externalAuth, type }: Fields) => externalAuth === undefined || type === 'ExternalAuth',
  "!(!has(self.externalAuth) && self.type == 'ExternalAuth')": ({ externalAuth, type }: Fields) => externalAuth !== undefined || type !== 'ExternalAuth',
  "self.protocol == 'GRPC' ? has(self.grpc) : true": ({ protocol, grpc }: Fields) => protocol !== 'GRPC' || grpc !== undefined,
  "has(self.grpc) ? self.protocol == 'GRPC' : true": ({ protocol, grpc }: Fields) => grpc === undefined || protocol === 'GRPC',
  "self.protocol == 'HTTP' ? has(self.http) : true": ({ protocol, http }: Fields) => protocol !== 'HTTP' || http !== undefined,
  "has(self.http) ? self.protocol == 'HTTP' : true": ({ protocol, http }: Fields) => http === undefined || protocol === 'HTTP',
};

import { ISTIO_RULES } from '../../src/schema/istio-rules';

/** Rules of former CRDs in words that the newest has not, as it says the same. */
const REWORDED: readonly (readonly [former: string, newest: string])[] = [
  ["(has(self.address) && self.address.startsWith('unix://')) ? !has(self.ports) : true",
    '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true'],
  ["!(has(self.addresses) && self.addresses.exists(k, k.contains('/')) && (has(self.resolution) && self.resolution != 'STATIC' && self.resolution != 'NONE'))",
    '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && !((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))'],
  ["(!has(self.resolution) || self.resolution == 'NONE') ? !has(self.endpoints) : true",
    '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true'],
  ['(has(self.selector) && has(self.selector.matchLabels) && self.selector.matchLabels.size() > 0) || !has(self.portLevelMtls)',
    'has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? self.selector.matchLabels : {}).size() > 0) : true'],
];

/** Without what makes no difference: quotes, blanks, and a pair of brackets that one rule got. */
function plain(rule: string): string {
  return rule.replace(/'/g, '"').replace(/\s+/g, '').replace('(self.value!="")', 'self.value!=""');
}

const NEWEST = new Map([
  ...Object.keys(ISTIO_RULES).map(rule => [plain(rule), rule] as const),
  ...REWORDED.map(([former, newest]) => [plain(former), newest] as const),
]);

/** A rule as the newest CRDs say it; as it is if they do not. */
export function inNewestWords(rule: string): string {
  return Object.hasOwn(ISTIO_RULES, rule) ? rule : NEWEST.get(plain(rule)) ?? rule;
}

/** A schema with its rules in the words of the newest CRDs. */
export function rulesInNewestWords<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema, (key, value: unknown) => key === 'rule' && typeof value === 'string' ? inNewestWords(value) : value)) as T;
}

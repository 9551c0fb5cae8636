import { isObject } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { annotationsOf } from '../../../model/metadata';
import { Rule } from '../../rule';

/** The keys that a Secret of a type has; with one of several any will do. */
const KEYS: { readonly [type: string]: { readonly all?: readonly string[]; readonly one?: readonly string[] } } = {
  'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
  'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
  'kubernetes.io/basic-auth': { one: ['username', 'password'] },
};
const ACCOUNT = 'kubernetes.io/service-account.name';

export const secretRefused: Rule = {
  id: 'secret-refused',
  severity: 'error',
  title: 'a Secret has not the keys of its type',
  why: 'The API server refuses the object. A Secret of type kubernetes.io/tls has tls.crt and tls.key, and those of other types of Kubernetes have theirs.',
  fix: 'add the keys, or leave out the type',
  codes: [],
  bad: `
apiVersion: v1
kind: Secret
metadata: { name: certificate, namespace: shop }
type: kubernetes.io/tls
data: { cert: YQ==, key: YQ== }
`,
  mend: { 'cert: YQ==, key: YQ==': 'tls.crt: YQ==, tls.key: YQ==' },

  check(mesh, report) {
    for (const { manifest } of mesh.objects.of(KINDS.secret)) {
      const { type, data, stringData } = manifest.json;
      const { all = [], one = [] } = Object.hasOwn(KEYS, String(type)) ? KEYS[String(type)] : {};
      const has = (key: string) => [data, stringData].some(held => isObject(held) && typeof held[key] === 'string');
      const missing = [...all.filter(key => !has(key)), ...one.length > 0 && !one.some(has) ? [one.join(' or ')] : []];
      if (missing.length > 0) {
        report(manifest, data === undefined && stringData === undefined ? [] : [data === undefined ? 'stringData' : 'data'], `is of type ${String(type)} and has no ${missing.join(' and no ')}`);
      }
      if (type === 'kubernetes.io/service-account-token' && !annotationsOf(manifest.json)[ACCOUNT]) {
        report(manifest, ['metadata', 'annotations'], `is the token of a service account, and has no annotation ${ACCOUNT}`);
      }
    }
  },
};

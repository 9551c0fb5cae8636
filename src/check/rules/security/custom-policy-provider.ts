import { actionOf } from '../../../model/authorization-policy';
import { AuthorizationPolicySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { providersOf } from '../../../model/providers';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const customPolicyProvider: Rule = {
  id: 'custom-policy-provider',
  severity: 'error',
  title: 'an AuthorizationPolicy asks a provider that the mesh does not have',
  why: 'With action CUSTOM a provider of MeshConfig (`extensionProviders`, `envoyExtAuthzHttp` or `envoyExtAuthzGrpc`) decides. One that is not declared cannot be '
    + 'asked, and proxies refuse every request of the policy with 403. Without a name, or with another action, Istio\'s webhook refuses the policy.',
  fix: 'declare the provider in MeshConfig, or name one that is declared',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  action: CUSTOM
  provider: { name: oauth-proxy }
  rules:
    - to:
        - operation: { paths: [/admin/*] }
`,
  mend: { 'name: oauth-proxy': 'name: oauth2-proxy' },
  exampleOptions: { meshConfig: { extensionProviders: [{ name: 'oauth2-proxy', envoyExtAuthzHttp: { service: 'oauth2-proxy.auth.svc.cluster.local', port: 4180 } }] } },

  check(mesh, report) {
    const providers = providersOf(mesh);
    const able = providers?.filter(({ type = '' }) => type.startsWith('envoyExtAuthz')).map(({ name }) => name) ?? [];
    for (const policy of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      const { provider, rules = [] } = policy.spec;
      const action = actionOf(policy);
      if (action !== 'CUSTOM') {
        if (provider) {
          report(policy.manifest, ['spec', 'provider'], `names a provider, which only action 'CUSTOM' has, and its action is '${action}'`, {
            fix: 'write action: CUSTOM, or leave the provider out',
          });
        }
        continue;
      }
      if (!provider?.name) {
        if (rules.length > 0) {
          report(policy.manifest, ['spec', 'provider'], 'has action \'CUSTOM\' and names no provider', { fix: 'name a provider of MeshConfig in provider.name' });
        }
      } else if (providers && !able.includes(provider.name)) {
        const other = providers.find(({ name }) => name === provider.name);
        const what = other ? `which is '${other.type}' and decides nothing` : 'which the mesh does not have';
        report(policy.manifest, ['spec', 'provider', 'name'], `asks provider '${provider.name}', ${what}${able.length === 0 ? '' : `; it has ${quoted(able)}`}`);
      }
    }
  },
};

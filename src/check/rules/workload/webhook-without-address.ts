import { isIP } from 'net';
import { isObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

/** Names of Istio's own webhooks. */
const OURS: { readonly [kind: string]: RegExp } = {
  ValidatingWebhookConfiguration: /^(istiod-default-validator$|istio-validator)/,
  MutatingWebhookConfiguration: /^istio-sidecar-injector/,
};

export const webhookWithoutAddress: Rule = {
  id: 'webhook-without-address',
  severity: 'warning',
  title: 'a webhook of Istio does not lead to a control plane',
  why: 'Kubernetes calls the control plane at the Service or URL of the webhook. Where that is missing, not there or no URL, pods cannot be created or configuration cannot be '
    + 'applied, or both go on unchecked, as failurePolicy says. An IP address changes when the gateway of an external control plane does.',
  fix: 'give clientConfig the Service of the control plane, or an https URL with the host name of its gateway',
  codes: ['IST0139', 'IST0163', 'IST0164'],
  bad: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector }
webhooks:
  - name: rev.namespace.sidecar-injector.istio.io
    clientConfig: { url: "" }
`,
  mend: { 'url: ""': 'url: "https://control.example.com:15017/inject"' },

  check(mesh, report) {
    for (const manifest of mesh.objects.ofKinds(kind => kind.endsWith('WebhookConfiguration'))) {
      const { webhooks } = manifest.json;
      if (!Object.prototype.hasOwnProperty.call(OURS, manifest.kind) || !OURS[manifest.kind].test(manifest.name) || !Array.isArray(webhooks)) {
        continue;
      }
      webhooks.filter(isObject).forEach((hook, at) => {
        const url = fieldOf(hook, 'clientConfig', 'url');
        const path = ['webhooks', at, 'clientConfig'];
        const name = `webhook '${asText(hook.name ?? at)}'`;
        if (url === undefined || url === null || url === '') {
          const service = fieldOf(hook, 'clientConfig', 'service');
          if (!isObject(service)) {
            report(manifest, path, `has ${name} with neither a service nor a url`);
          } else if (mesh.isAbsent(`${asText(service.name)}.${asText(service.namespace)}.svc.${mesh.clusterDomain}`)) {
            report(manifest, [...path, 'service'], `has ${name} for Service '${asText(service.namespace)}/${asText(service.name)}', which is not there`);
          }
          return;
        }
        const host = hostOf(asText(url));
        if (host === undefined) {
          report(manifest, [...path, 'url'], `has ${name} with url '${asText(url)}', which is none`);
        } else if (isIP(host) !== 0) {
          report(manifest, [...path, 'url'], `has ${name} with the IP address '${host}'`, { severity: 'info', fix: 'use a host name' });
        }
      });
    }
  },
};

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return undefined;
  }
}

import { istioMinor } from './istio-version';

/** Since when Istio serves kinds as v1, and as what before; those that it served so from the first known version on are left out. */
const V1_SINCE = 22;
const BEFORE: { readonly [group: string]: string } = {
  'networking.istio.io': 'networking.istio.io/v1beta1',
  'security.istio.io': 'security.istio.io/v1beta1',
  'telemetry.istio.io': 'telemetry.istio.io/v1alpha1',
};

/** The apiVersion in which a mesh's version of Istio serves a kind that the newest serves as the given one. */
export function servedApiVersion(apiVersion: string, istioVersion: string | undefined): string {
  const [group, version] = apiVersion.split('/');
  const isServed = version !== 'v1' || istioVersion === undefined || istioMinor(istioVersion)! >= V1_SINCE;
  return isServed ? apiVersion : BEFORE[group] ?? apiVersion;
}

import { ProxyConfigSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';
import { meantBy } from '../../words';

export const proxyConfigImageType: Rule = {
  id: 'proxy-config-image-type',
  severity: 'error',
  title: 'a ProxyConfig names an image that cannot be pulled',
  why: 'The type stands behind the tag of the proxy\'s image (`1.30.0-distroless`), so it decides what is pulled. With a name that no image has, new pods of its '
    + 'workloads do not start. Istio publishes `default`, `debug` and `distroless`.',
  fix: 'write default, debug or distroless',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata: { name: image, namespace: shop }
spec:
  image: { imageType: Distroless }
`,
  mend: { 'imageType: Distroless': 'imageType: distroless' },

  check(mesh, report) {
    for (const { manifest, spec: { image } } of mesh.objects.of<ProxyConfigSpec>(KINDS.proxyConfig)) {
      const type = image?.imageType ?? '';
      if (type === '' || TYPES.includes(type)) {
        continue;
      }
      const path = ['spec', 'image', 'imageType'];
      // Who builds images may give them any name.
      const meant = TYPES.find(one => one === type.toLowerCase()) ?? meantBy(type.toLowerCase(), TYPES);
      if (meant !== undefined) {
        report(manifest, path, `names image type '${type}', and Istio's is called '${meant}'`);
      } else if (!/^[\w.-]+$/.test(type)) {
        report(manifest, path, `names image type '${type}', which cannot stand in the tag of an image`);
      }
    }
  },
};

const TYPES = ['default', 'debug', 'distroless'];

/** The minor versions of Istio 1 that are known: the newest is that of imports/crds, the others those of scripts/shapes/former.json. */
export const OLDEST_ISTIO = 20;
export const NEWEST_ISTIO = 31;

/** What a version has to be, behind 'is ...: '. */
export const ISTIO_VERSIONS = `give a minor version from 1.${OLDEST_ISTIO} to 1.${NEWEST_ISTIO}, as '1.${NEWEST_ISTIO - 1}'`;

/** The minor number of a version of Istio, as '1.26', '1.26.3' or 'v1.26'; undefined if it is none of those that are known. */
export function istioMinor(version: string): number | undefined {
  const minor = Number(/^v?1\.(\d+)(\.\d+)?$/.exec(version)?.[1]);
  return minor >= OLDEST_ISTIO && minor <= NEWEST_ISTIO ? minor : undefined;
}

/** The images of real programs, by their names without registry and tag, and the program of the lab that a container of theirs runs. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'otel/opentelemetry-collector': 'lab-collector',
  // Istio's sample of an external authorizer: lets requests pass whose header says so.
  'istio-testing/ext-authz': 'ext-authz',
};

/** The program that an image starts; undefined where the lab's own application stands for it. */
export function programOf(image = ''): string | undefined {
  const [name] = image.split('@');
  const untagged = name.replace(/:[^/]*$/, '');
  return Object.entries(PROGRAMS).find(([known]) => untagged === known || untagged.endsWith(`/${known}`))?.[1];
}

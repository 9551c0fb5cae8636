import { fetchCrds, pinCrds, verifyCrds } from './fetch';
import { generate } from './generate';

const STEPS: { readonly [step: string]: () => void | Promise<void> } = {
  generate: () => generate(),
  fetch: () => fetchCrds(),
  pin: () => pinCrds(),
  verify: () => verifyCrds(),
};

async function main(step: string = ''): Promise<void> {
  if (!(step in STEPS)) {
    throw new Error(`unknown step '${step}': use one of ${Object.keys(STEPS).join(', ')}`);
  }
  await STEPS[step]();
}

main(process.argv[2]).catch((error: Error) => {
  console.error(`import: ${error.message}`);
  process.exitCode = 1;
});

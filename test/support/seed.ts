import * as fc from 'fast-check';

// The same inputs in every run, so that a red build is about the change; FC_SEED=$RANDOM looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });

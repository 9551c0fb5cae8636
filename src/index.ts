// The raw types, one submodule for each API group; the compile makes them load when they are first used.
export * from '../imports';

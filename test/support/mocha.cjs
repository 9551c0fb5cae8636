// What Jest gives to the tests of src/check and src/model, for Mocha: Stryker runs them there, where modules are loaded once and not for each change.
const { expect } = require('expect');
const { bind } = require('jest-each');
const fc = require('fast-check');
const { ModuleMocker } = require('jest-mock');

globalThis.expect = expect;
globalThis.jest = new ModuleMocker(globalThis);
globalThis.test = Object.assign((name, run) => it(name, run), { each: bind((name, run) => it(name, run), false) });
fc.configureGlobal({ seed: 1 });

import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { generate } from '../../scripts/import/generate';
import { crdsPath, IMPORTS, readSources, sha256, writePins } from '../../scripts/import/sources';

const COPY = fs.mkdtempSync(path.join(os.tmpdir(), 'imports-test-'));

beforeEach(() => {
  fs.cpSync(path.join(IMPORTS, 'sources.json'), path.join(COPY, 'sources.json'));
  fs.cpSync(path.join(IMPORTS, 'crds'), path.join(COPY, 'crds'), { recursive: true });
});

afterAll(() => fs.rmSync(COPY, { recursive: true }));

function typesIn(folder: string): Map<string, string> {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.ts')).sort();
  return new Map(files.map((file) => [file, sha256(fs.readFileSync(path.join(folder, file), 'utf8'))]));
}

function changeIstioCrds(): void {
  const file = path.join(COPY, 'crds', 'istio.yaml');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('perTryTimeout:', 'perTryPatience:'));
}

describe('npx projen import', () => {
  test('makes what is in imports/, byte for byte, and removes what is left over', async () => {
    fs.writeFileSync(path.join(COPY, 'left.over.io.ts'), 'export {};');

    await generate(COPY);

    expect([...typesIn(COPY)]).toEqual([...typesIn(IMPORTS)]);
  }, 120_000);

  test('makes something else from other definitions', async () => {
    changeIstioCrds();
    const [istio] = readSources(COPY);
    writePins(new Map([['istio', { sum: istio.sum, sha256: sha256(fs.readFileSync(crdsPath(istio, COPY), 'utf8')) }]]), COPY);

    await generate(COPY);

    const made = typesIn(COPY);
    const changed = [...typesIn(IMPORTS)].filter(([file, hash]) => made.get(file) !== hash);
    expect(changed.map(([file]) => file)).toEqual(['networking.istio.io.ts']);
  }, 120_000);

  test('fails when the definitions are not the pinned ones', async () => {
    changeIstioCrds();

    await expect(generate(COPY)).rejects.toThrow(/sha256 of imports\/crds\/istio.yaml is '\w+', but .* pins .*import:fetch/);
  });

  test('fails when the definitions are missing', async () => {
    fs.rmSync(path.join(COPY, 'crds', 'flagger.yaml'));

    await expect(generate(COPY)).rejects.toThrow(/imports\/crds\/flagger.yaml is 'none: the file is missing'/);
  });
});

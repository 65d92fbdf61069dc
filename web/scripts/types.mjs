// TypeScript types of Request, Report and Fit, from the same schemas that the engine is tested against.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schemas = new URL('../../models/schema/', import.meta.url);
const out = new URL('../src/engine/generated/', import.meta.url);
await mkdir(out, { recursive: true });

async function generate(name) {
  const schema = JSON.parse(await readFile(new URL(`${name}.schema.json`, schemas), 'utf8'));
  const text = await compile(schema, schema.title, { cwd: schemas.pathname, additionalProperties: false, maxItems: 6 });
  await writeFile(new URL(`${name}.ts`, out), text);
}

await generate('request');
await generate('report');
await generate('fit');

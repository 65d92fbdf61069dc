// Compiles the unit tests with what they import and runs them in Node.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const out = `${web}node_modules/.cache/unit`;
const run = (command, args) => spawnSync(command, args, { cwd: web, stdio: 'inherit' }).status ?? 1;

rmSync(out, { recursive: true, force: true });
const compiled = run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json']);
if (compiled !== 0) process.exit(compiled);
const tests = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.js'));
process.exitCode = run(process.execPath, [
  '--test',
  '--test-reporter=tap',
  ...tests.map((file) => path.join(out, file)),
]);

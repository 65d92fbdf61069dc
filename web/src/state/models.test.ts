import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Fit } from '../engine/generated/fit.ts';
import { idProblem, isBusy, isInUse, NO_MODELS, reduceModels, type ModelsAct, type ModelsState } from './models.ts';
import { columnsOf } from './recipe.ts';

const held = { mean_pinball: 0.1, coverage_80: 0.8, mdape: 0.2 };
const model = (id: string, hash = 'h') => ({
  id,
  hash,
  passport: {
    recipe: 'R',
    source: 'S',
    fitted_on: '2026-01-02',
    period: ['2025-01', '2025-06'] as [string, string],
    rows: 10,
    companies: 5,
    held_out: { posting: held, profile: held },
  },
});
const fit = { id: 'mine', hash: 'm', model: '{}' } as Fit;
const problem = { code: 'no_data', where: 'the table', value: '', allowed: '', message: 'empty' };
const recipe = readFileSync('../models/salary/cn-2024/recipe.json', 'utf8');

const start = reduceModels(NO_MODELS, { type: 'loaded', models: [model('cn-2024')] });
const after = (...acts: ModelsAct[]): ModelsState => acts.reduce(reduceModels, start);

test('the shipped model answers until another is added, and again once that is removed', () => {
  assert.equal(start.used, 'cn-2024');
  const added = after({ type: 'added', model: model('mine') });
  assert.deepEqual([added.used, added.list.map(({ shipped }) => shipped)], ['mine', [true, false]]);
  assert.equal(reduceModels(added, { type: 'use', id: 'cn-2024' }).used, 'cn-2024');
  const removed = reduceModels(added, { type: 'remove', id: 'mine' });
  assert.deepEqual([removed.used, removed.list.length], ['cn-2024', 1]);
  assert.equal(reduceModels({ ...added, used: 'cn-2024' }, { type: 'remove', id: 'mine' }).used, 'cn-2024');
});

test('a model of the same id replaces the user’s own, and may not take a shipped one’s', () => {
  const twice = after({ type: 'added', model: model('mine', 'a') }, { type: 'added', model: model('mine', 'b') });
  assert.deepEqual(
    twice.list.map(({ hash }) => hash),
    ['h', 'b'],
  );
  const shipped = [model('cn-2024')];
  assert.equal(idProblem(shipped, 'mine'), null);
  assert.equal(idProblem(shipped, null), null);
  assert.match(idProblem(shipped, 'cn-2024')?.message ?? '', /cn-2024.*no shipped model/);
});

test('a fit goes from busy to done, stopped or refused', () => {
  const busy = after({ type: 'fit' });
  assert.ok(isBusy(busy));
  const progress = { stage: 'posting', unit: 1, units: 9, share: 0.3 } as const;
  const moved = reduceModels(busy, { type: 'progress', progress });
  assert.deepEqual(moved.fit, { phase: 'busy', progress, stopping: false });
  const stopping = reduceModels(moved, { type: 'cancel' });
  assert.deepEqual(stopping.fit, { phase: 'busy', progress, stopping: true });
  assert.equal(reduceModels(stopping, { type: 'cancelled' }).fit.phase, 'cancelled');
  assert.deepEqual(reduceModels(moved, { type: 'failed', problem }).fit, { phase: 'failed', problem });
  const done = reduceModels(moved, { type: 'fitted', fit });
  assert.deepEqual(done.fit, { phase: 'done', fit });
  assert.ok(!isInUse(done, fit));
  assert.ok(isInUse(reduceModels(done, { type: 'added', model: model('mine', 'm') }), fit));
  assert.equal(reduceModels(done, { type: 'discard' }).fit.phase, 'none');
});

test('progress and cancel of no fit change nothing', () => {
  assert.equal(after({ type: 'cancel' }), start);
  const late = { type: 'progress', progress: { stage: 'rows', unit: 0, units: 0, share: 0 } } as const;
  assert.equal(after(late), start);
});

test('a table fills its columns into the recipe, which stays when the tab is opened again', () => {
  const file = new File([], 'mine.csv');
  const opened = after(
    { type: 'ready', recipe },
    { type: 'table', table: { file, encoding: 'utf-8', header: ['title', 'company', 'min', 'max'] } },
  );
  assert.deepEqual(columnsOf(opened.recipe), { title: 'title', company: 'company', low: 'min', high: 'max' });
  assert.equal(reduceModels(opened, { type: 'ready', recipe }).recipe, opened.recipe);
});

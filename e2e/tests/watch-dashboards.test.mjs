// Every dashboard is what Grafana understands, and what a person can read.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { asSent, dashboardFiles, dashboards, queriesOf } from '../src/watch.mjs';
import { TARGET } from '../src/system.mjs';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const COLUMNS = 24;
const all = dashboards();
const drawn = (dashboard) => dashboard.panels.filter(({ type }) => type !== 'row');

describe('Dashboards', () => {
  it('each is made of what Grafana knows, by its own schema', () => {
    const folder = `${TARGET}/watch`;
    mkdirSync(folder, { recursive: true });
    const sources = dashboardFiles().map((file) => {
      const source = `${folder}/${basename(file, '.json')}.ts`;
      const type = "import type { Checked } from '../../src/dashboard.d.ts';\nexport const dashboard: Checked = ";
      writeFileSync(source, type + readFileSync(file, 'utf8'));
      return source;
    });
    const options = ['--noEmit', '--strict', '--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''];
    const compiler = `${HERE}node_modules/typescript/bin/tsc`;
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...options, ...sources], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });

  it('each can be found, and leads to the others', () => {
    assert.ok(all.length >= 4);
    assert.equal(new Set(all.map(({ uid }) => uid)).size, all.length, 'each has an id of its own');
    for (const { uid, title, tags, links, schemaVersion } of all) {
      assert.match(uid, /^parley-[a-z-]{1,33}$/, 'at most 40 characters, or Grafana refuses it');
      assert.match(title, /^Parley \/ /);
      assert.deepEqual(tags, ['parley']);
      assert.deepEqual(links[0].tags, ['parley']);
      assert.ok(schemaVersion >= 41, `${uid}: ${schemaVersion}`);
    }
  });

  it('every panel has an id, a title and a place of its own, and says what it shows', () => {
    for (const dashboard of all) {
      assert.equal(new Set(dashboard.panels.map(({ id }) => id)).size, dashboard.panels.length, dashboard.title);
      const titles = drawn(dashboard).map(({ title }) => title);
      assert.equal(new Set(titles).size, titles.length, `${dashboard.title}: ${titles}`);
      drawn(dashboard).forEach(({ title, description }) => assert.ok(description.length > 15, title));
      overlaps(dashboard);
    }
  });

  it('every number has a unit, and every query the data source that is chosen', () => {
    for (const dashboard of all) {
      for (const { title, datasource, fieldConfig, targets } of drawn(dashboard)) {
        assert.deepEqual(datasource, { type: 'prometheus', uid: '$' + '{datasource}' }, title);
        assert.ok(fieldConfig.defaults.unit, `${dashboard.title}: ${title} has no unit`);
        assert.ok(targets.length > 0 && targets.every(({ expr }) => expr), `${dashboard.title}: ${title} asks nothing`);
        assert.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length, title);
      }
      assert.equal(dashboard.templating.list[0].type, 'datasource', dashboard.title);
    }
  });

  it('every variable is used and every used one is there', () => {
    for (const dashboard of all) {
      const known = dashboard.templating.list.map(({ name }) => name);
      const text = JSON.stringify([dashboard.panels, dashboard.annotations]);
      known.forEach((name) =>
        assert.ok(text.includes(`$${name}`) || text.includes(`\${${name}}`), `${dashboard.title}: $${name} is unused`),
      );
      for (const { at, expr } of queriesOf(dashboard)) {
        assert.doesNotMatch(asSent(dashboard, expr), /\$/, at);
        assert.match(expr, /namespace=~"\$namespace"/, `${at} looks beyond the chosen namespace`);
      }
    }
  });
});

/** No panel may lie on another, or beyond the edge. */
function overlaps({ title, panels }) {
  const taken = new Set();
  for (const { id, gridPos } of panels) {
    assert.ok(gridPos.x + gridPos.w <= COLUMNS, `${title}: panel ${id} goes beyond the edge`);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        assert.ok(!taken.has(`${x} ${y}`), `${title}: panel ${id} lies on another`);
        taken.add(`${x} ${y}`);
      }
    }
  }
}

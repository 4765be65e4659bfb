// The other side of levels.py: DuckDB with all levels in its memory, which counts them whenever a line comes. levels.mjs ORGANISATIONS LEVEL, the level as
// an expression over the numbers of organisation, year, indicator and evaluation. Prints milliseconds and how many levels were counted.
import readline from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';

const [organisations, level] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`create table level as
  select o.n as organisation, cast(2016 + y.n as smallint) as year, (1 + d.n // 10) || '.' || (1 + d.n % 10) as indicator, cast(${level} as tinyint) as level
    from range(${Number(organisations)}) o(n), range(10) y(n), range(50) d(n), range(10) e(n)`);
console.log('ready');
for await (const _ of readline.createInterface({ input: process.stdin })) {
  const begins = performance.now();
  const counts = await connection.runAndReadAll('select year, indicator, level, count(*) as counted from level group by year, indicator, level');
  const milliseconds = performance.now() - begins;
  console.log(milliseconds, counts.getRowObjects().reduce((sum, row) => sum + Number(row.counted), 0));
}

import type { Documents } from './command-line/documents';
import { openFiles } from './command-line/open-files';
import { printableError, printableResult, type Printed } from './command-line/printable';
import { readCommand } from './command-line/read-command';
import { runNotebook } from './command-line/run-notebook';
import { nodePlatform } from './duckdb/node';
import { RetentionEngine } from './engine';

const never = new AbortController().signal;
const silent = () => undefined;

/**
 * `npm run analyse`: an analysis or a whole notebook without a page, by the same code. Its output is one JSON object, or
 * the error; see the README.
 */
export async function run(args: string[], documents: Documents | null = null): Promise<Printed> {
  let engine: RetentionEngine | null = null;
  try {
    const command = readCommand(args);
    engine = await RetentionEngine.start(nodePlatform, silent);
    const dataset = await openFiles(engine, command, documents);
    if (command.notebook !== null) return await runNotebook(engine, command.notebook, dataset, documents!);
    const result = await engine.analyse({ name: command.name, params: command.params }, never, silent);
    return { exitCode: 0, output: printableResult(result, dataset) };
  } catch (thrown) {
    const { error, isDefect } = printableError(thrown);
    return { exitCode: isDefect ? 1 : 2, output: { error } };
  } finally {
    await engine?.stop();
  }
}

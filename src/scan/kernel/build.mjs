// Compiles an AssemblyScript kernel and writes it as a module beside its sources, so that `tsc`
// alone carries it into the package. Run by itself it builds every kernel there is.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const KERNELS = ['.', '../../record/kernel', '../../analyze/kernel', '../../decompress/kernel'];

/** Compiles `assembly/kernel.ts` in `folder`; resolves to the bytes of the WebAssembly module. */
export async function compileKernel(folder) {
  let compiled;
  const { error, stdout, stderr } = await asc.main(
    [
      ...['kernel.ts', '--baseDir', `${folder}assembly`, '--outFile', 'kernel.wasm'],
      ...['-O3', '--converge', '--enable', 'simd', '--runtime', 'stub', '--noAssert'],
      ...['--importMemory', '--noExportMemory'],
    ],
    {
      writeFile: (name, contents) => {
        if (name === 'kernel.wasm') compiled = contents;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stdout}${stderr}`, { cause: error });
  return compiled;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const kernel of KERNELS) {
    const folder = fileURLToPath(new URL(`${kernel}/`, import.meta.url));
    const text = Buffer.from(await compileKernel(folder)).toString('base64');
    await writeFile(
      `${folder}kernel.generated.ts`,
      `// Generated from assembly/kernel.ts; do not edit.\nexport const KERNEL_BASE64 =\n  '${text}';\n`,
    );
  }
}

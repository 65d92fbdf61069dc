// The pack of a lexicon, by fit.js of a folder: what the page loads in place of lexicon.json (text/lexicon_pack.h says what is in it).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export async function packed(folder, lexicon) {
  const fit = await createRequire(import.meta.url)(join(folder, 'fit.js'))({ wasmBinary: readFileSync(join(folder, 'fit.wasm')) })
  const pack = fit.packLexicon(lexicon)
  if (pack.error) throw new Error(pack.error.message)
  return pack
}

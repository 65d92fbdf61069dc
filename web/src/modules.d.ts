declare module 'virtual:worker-text' {
  const text: string;
  export default text;
}
declare module '*.css';
/** Where the PDF reader finds its files; null where the page is one file without them. Set by the build. */
declare const __PDF__: { worker: string; cMaps: string; fonts: string } | null;
/** False where the page is one file. Set by the build. */
declare const __SERVED__: boolean;
declare module 'pdfjs-dist/legacy/build/pdf.min.mjs' {
  export * from 'pdfjs-dist';
}
/** The embed's own files and the address of its style sheet's text, put in by the build. */
declare module 'virtual:embed-assets' {
  const list: { kind: string; size: number; path: string; group?: 'later' }[];
  export default list;
}
declare module 'virtual:embed-style' {
  const text: string;
  export default text;
}

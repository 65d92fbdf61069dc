/** Where the browser's own undo works: the page leaves the keys to it. */
const isTyped = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type)) ||
  (target instanceof HTMLElement && target.isContentEditable);

/** Ctrl or Cmd with Z, with Shift for redo, outside of text fields and dialogs. */
export function undoKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (key.toLowerCase() !== 'z' || !(ctrlKey || metaKey) || altKey || isTyped(target)) return null;
  if (document.querySelector('dialog[open]')) return null;
  return shiftKey ? 'redo' : 'undo';
}

/** What releases a value at the end of a `using` block; hosts older than that syntax look for the same symbol by its registered name. */
export const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

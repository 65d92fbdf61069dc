const two = (n: number): string => String(n).padStart(2, '0');

/** Today where the user is, as 2026-11-30. */
export const day = (): string => {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

/** The month now, as the engine takes it. */
export const month = (): string => day().slice(0, 7);

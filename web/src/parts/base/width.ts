import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The width in px of the first element matching `selector` inside the host; 0 until it is laid out. */
export class WidthController implements ReactiveController {
  width = 0;
  #seen: Element | null = null;
  #observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width === this.width) return;
    this.width = width;
    this.host.requestUpdate();
  });

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly selector: string,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const target = this.host.querySelector(this.selector);
    if (target === this.#seen) return;
    this.#observer.disconnect();
    this.#seen = target;
    if (target) this.#observer.observe(target);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#seen = null;
  }
}

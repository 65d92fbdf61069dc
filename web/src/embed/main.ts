/** The panel's script: the element, under its name. */
import { ChoumaPanel } from './panel.ts';

export { ChoumaPanel };
customElements.define('chouma-panel', ChoumaPanel);

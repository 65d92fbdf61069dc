import './styles/tokens.css';
import './styles/base.css';
import './engine/early.ts';

void import('./app.ts');

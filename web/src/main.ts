import './styles/tokens.css';
import workerText from 'virtual:worker-text';
console.log(workerText.length);

export { inWords } from '../../names/in-words.ts';

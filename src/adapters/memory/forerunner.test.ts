import { forerunnerContract } from '../../ports/forerunner.contract.ts';
import { memoryForerunner } from './forerunner.ts';

forerunnerContract('memory', memoryForerunner);

export { default } from '../../../../console/tasklist.js';

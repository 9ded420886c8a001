export { default } from '../../../../console/cockpit.js';

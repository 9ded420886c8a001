import '../../../../js/webapp-sign-in.js';
import { fetchWords } from '../../../../console/words.js';

// The words follow the reader's browser: English where English is asked for, else Chinese, as the app's own texts do.
const english = ((navigator.languages || [])[0] || navigator.language || '').toLowerCase().startsWith('en');
await fetchWords('cockpit', english ? 'en' : 'zh-CN');

export default {
  app: {
    vendor: english ? 'Qingfeng · Business Environment Clues ·' : '清风 · 营商环境问题线索 ·',
    name: english ? 'Cockpit' : '流程监控'
  },
  locales: {
    availableLocales: ['zh-CN', 'en'],
    fallbackLocale: 'zh-CN'
  },
  customScripts: ['scripts/qingfeng'],
  disableWelcomeMessage: true,
  // HTML that somebody put into a resource is shown as text.
  previewHtml: false
};

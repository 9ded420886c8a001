import '../../../../js/webapp-sign-in.js';
import { fetchWords } from '../../../../console/words.js';

// The words follow the reader's browser: English where English is asked for, else Chinese, as the app's own texts do.
const english = ((navigator.languages || [])[0] || navigator.language || '').toLowerCase().startsWith('en');
await fetchWords('welcome', english ? 'en' : 'zh-CN');

export default {
  app: {
    vendor: english ? 'Qingfeng · Business Environment Clues ·' : '清风 · 营商环境问题线索 ·',
    name: english ? 'Welcome' : '首页'
  },
  locales: {
    availableLocales: ['zh-CN', 'en'],
    fallbackLocale: 'zh-CN'
  },
  disableWelcomeMessage: true,
  links: [
    english
      ? { label: 'Ledger of clues', href: '/ledger', description: 'All clues that you may see' }
      : { label: '线索台账', href: '/ledger', description: '您可以查看的全部线索' },
    english
      ? { label: 'Notices', href: '/inbox', description: 'What was sent to you' }
      : { label: '通知', href: '/inbox', description: '发给您的通知' }
  ]
};

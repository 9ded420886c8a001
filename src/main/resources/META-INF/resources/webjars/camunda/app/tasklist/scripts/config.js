import '../../../../js/webapp-sign-in.js';
import { fetchWords } from '../../../../console/words.js';
import { openOnWhatWaits } from '../../../../console/filters.js';
import { keepForms } from '../../../../console/drafts.js';

// The words follow the reader's browser: English where English is asked for, else Chinese, as the app's own texts do.
const english = ((navigator.languages || [])[0] || navigator.language || '').toLowerCase().startsWith('en');
await fetchWords('tasklist', english ? 'en' : 'zh-CN');
openOnWhatWaits();
keepForms();

export default {
  app: {
    vendor: english ? 'Qingfeng · Business Environment Clues ·' : '清风 · 营商环境问题线索 ·',
    name: english ? 'Tasklist' : '待办任务'
  },
  locales: {
    availableLocales: ['zh-CN', 'en'],
    fallbackLocale: 'zh-CN'
  },
  disableWelcomeMessage: true,
  // What a person types in a comment would lie in the engine's tables, so comments are off (styles) and refused (server).
  assignProcessInstanceIdToTaskComment: false,
  customScripts: ['scripts/qingfeng'],
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: english ? 'claims the currently selected task' : '认领当前任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: english ? 'sets the focus to the first filter in the list' : '跳到第一个筛选器'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: english ? 'sets the focus to the first task in the list' : '跳到任务列表的第一项'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: english ? 'sets the focus to the first input field of a form' : '跳到表单的第一个输入框'
    }
  }
};

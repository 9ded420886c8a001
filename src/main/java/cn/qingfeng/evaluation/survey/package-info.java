/** Questionnaires about visits (M4): firms drawn by lot answer once, by a slip without a name; sums and covered words are all that stays. */
package cn.qingfeng.evaluation.survey;

/** Results of rounds: counted at the cut, reckoned in versions that are never changed, read by whoever may. */
package cn.qingfeng.evaluation.result;

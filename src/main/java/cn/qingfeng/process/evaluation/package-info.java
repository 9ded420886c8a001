/** The tables of evaluations, as they are in force: the rules of a round, and what follows from a result. */
package cn.qingfeng.process.evaluation;

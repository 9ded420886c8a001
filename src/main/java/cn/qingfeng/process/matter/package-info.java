/** Matters: what a diagram says about its kind, and how its steps reach the ledger of matters. */
package cn.qingfeng.process.matter;

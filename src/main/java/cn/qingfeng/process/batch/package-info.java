/** One act for several clues, chosen in the ledger. */
package cn.qingfeng.process.batch;

/** The ledger's columns: one definition for the page and for what is taken out, and who chose which. */
package cn.qingfeng.insight.column;

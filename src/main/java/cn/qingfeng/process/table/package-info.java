/** The county's decision tables, asked by what they decide. */
package cn.qingfeng.process.table;

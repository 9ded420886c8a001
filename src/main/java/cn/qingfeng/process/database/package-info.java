/** The engine's own tables, made by the same migration as ours. */
package cn.qingfeng.process.database;
